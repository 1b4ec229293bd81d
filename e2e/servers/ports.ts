import net from 'node:net';

/**
 * Ports are taken from below the range out of which Linux serves port 0 and outgoing connections (32768 to 60999): a port that
 * is free now is still free when its server, some moments later, listens on it.
 */
const first = 20_000;
const last = 31_999;
const given = new Set<number>();

/** A port of loopback that nobody listens on and that was not given before. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = first + Math.floor(Math.random() * (last - first + 1));
    if (given.has(port)) continue;
    given.add(port);
    if (await canListen(port)) return port;
  }
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** Resolves when something listens and greets; rejects when `stopped` does or after `timeoutMs`. */
export async function untilListening(port: number, stopped: Promise<never>, timeoutMs = 30_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const up = await Promise.race([
      stopped,
      new Promise<boolean>((resolve) => {
        const socket = net.connect(port, '127.0.0.1');
        socket.once('data', () => {
          socket.destroy();
          resolve(true);
        });
        socket.once('error', () => resolve(false));
        socket.once('close', () => resolve(false));
      }),
    ]);
    if (up) return;
    if (Date.now() > deadline) throw new Error(`nothing greets on port ${port} after ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
