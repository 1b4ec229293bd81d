import type { Log } from './platform/log/types.ts';

/** Starts something, keeps it until TERM or INT, then stops it and ends the process. */
export async function runUntilSignal(start: () => Promise<{ stop(): Promise<void> }>, log: Log): Promise<void> {
  const starting = start();
  let ending = false;

  const end = (code: number, why: string) => {
    // A second signal does not cut short the first: what drains has its own limits.
    if (ending) return;
    ending = true;
    log.info('stopping', { why });
    // Still starting: it is let come up, so that it can be taken down in order. A start that failed took itself down.
    const done = starting.then(
      (running) => running.stop(),
      () => undefined,
    );
    const late = setTimeout(() => process.exit(code || 1), 30_000);
    late.unref();
    done.then(
      () => process.exit(code),
      (error: unknown) => {
        log.error('stopping failed', { error });
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => end(0, 'SIGTERM'));
  process.on('SIGINT', () => end(0, 'SIGINT'));
  // Nobody knows what state is left after an error that nobody foresaw: drain, and let a fresh process take over.
  for (const kind of ['unhandledRejection', 'uncaughtException'] as const)
    process.on(kind, (error: unknown) => {
      log.error('an error that nobody foresaw', { kind, error });
      end(1, kind);
    });

  await starting;
}
