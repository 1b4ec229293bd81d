import net from 'node:net';

/** A stretch of network between the product and a server, that can fail as networks do. */
export interface Wire {
  readonly port: number;
  /** How many connections were ever opened over it. */
  dials(): number;
  /** Every connection of now stays open on both sides and passes nothing more, ever; new ones pass. */
  freeze(): void;
  /** Breaks every connection at once; new ones pass, or are refused as while a server is down. */
  cut(later?: 'passed' | 'refused'): void;
  stop(): Promise<void>;
}

export async function startWire(toPort: number): Promise<Wire> {
  const pairs = new Set<{ near: net.Socket; far?: net.Socket; frozen: boolean }>();
  let dials = 0;
  let later: 'refused' | 'passed' = 'passed';
  const server = net.createServer((near) => {
    dials += 1;
    near.on('error', () => near.destroy());
    if (later === 'refused') {
      near.destroy();
      return;
    }
    const pair: { near: net.Socket; far?: net.Socket; frozen: boolean } = { near, frozen: false };
    pairs.add(pair);
    near.on('close', () => {
      pairs.delete(pair);
      pair.far?.destroy();
    });
    const far = net.connect(toPort, '127.0.0.1');
    pair.far = far;
    far.on('error', () => far.destroy());
    far.on('close', () => {
      if (!pair.frozen) near.destroy();
    });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const)
      from.on('data', (bytes) => {
        if (!pair.frozen) to.write(bytes);
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const cut = (wanted: 'passed' | 'refused' = 'passed') => {
    later = wanted;
    for (const { near, far } of pairs) {
      near.destroy();
      far?.destroy();
    }
  };
  return {
    port: (server.address() as net.AddressInfo).port,
    dials: () => dials,
    freeze() {
      for (const pair of pairs) pair.frozen = true;
    },
    cut,
    async stop() {
      cut();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
