import { Transform } from 'node:stream';
import type { Clock } from '@hongyan/kit';

const bytesPerSecond = 50_000;
/** Before the first byte of every answer, in slow mode. */
export const slowDelayMs = 900;

/** Lets bytes through at the speed of a bad mobile network. */
export function slowDown(clock: Clock): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      clock.sleep((chunk.length / bytesPerSecond) * 1000).then(
        () => done(null, chunk),
        (error: unknown) => done(error as Error),
      );
    },
  });
}
