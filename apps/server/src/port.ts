import { createServer } from 'node:net';
import { AppError } from '@hongyan/kit';
import type { Config } from './config.ts';

/** The port to listen on: the default gives way to the next free one, one that was asked for does not. */
export async function choosePort({ host, port, explicit }: Config['listen']): Promise<number> {
  if (port === 0) return 0;
  for (let candidate = port; candidate < port + 100 && candidate <= 65_535; candidate += 1) {
    if (await isFree(host, candidate)) return candidate;
    if (explicit) throw new AppError('config.invalid', { detail: await explainTaken(host, port) });
  }
  throw new AppError('config.invalid', { detail: `ports ${port} to ${port + 99} are all taken; set HONGYAN_LISTEN` });
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') return resolve(false);
      reject(
        new AppError('config.invalid', { detail: `HONGYAN_LISTEN ${host}:${port}: ${error.message}`, cause: error }),
      );
    });
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

async function explainTaken(host: string, port: number): Promise<string> {
  const url = `http://${host === '::' || host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
  const isOurs = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(1_000) })
    .then(async (answer) => (await answer.text()).startsWith('hongyan '))
    .catch(() => false);
  return isOurs
    ? `HONGYAN_LISTEN: Hongyan runs already at ${url}`
    : `HONGYAN_LISTEN: port ${port} of ${host} is taken by another program`;
}
