import type { EventChannel } from '@hongyan/contract';
import type { CorpId } from '@hongyan/kit';
import type { Route } from '../../http/types.ts';
import { readChannel } from './channel.ts';
import { createIntake } from './intake.ts';
import { handleEvents } from './jobs.ts';
import { createNotes } from './notes.ts';
import type { CallbackDeps } from './ports.ts';
import { createRegister } from './register.ts';
import { buildCallbackRoutes } from './routes.ts';
import { forgetOld } from './store.ts';
import { createStreams } from './streams.ts';

const hourMs = 3_600_000;
const keepEventsMs = 30 * 24 * hourMs;
/** Longer than a push may be old and a repeat late. */
const keepProofsMs = hourMs;

/** Events of DingTalk over both channels, kept and handed to one handler. */
export interface Callback {
  readonly routes: readonly Route[];
  state(corpId: CorpId): Promise<EventChannel>;
  start(roles: ReadonlySet<string>): Promise<void>;
  stop(): Promise<void>;
}

export function createCallback(deps: CallbackDeps): Callback {
  const register = createRegister(deps);
  const intake = createIntake(deps);
  const notes = createNotes(deps);
  const streams = createStreams(deps, intake, notes);
  const stopping = new AbortController();
  const { clock, db, log } = deps;

  async function tidy(): Promise<void> {
    while (!stopping.signal.aborted) {
      await clock.sleep(hourMs, stopping.signal).catch(() => undefined);
      if (stopping.signal.aborted) return;
      const before = (ms: number) => new Date(clock.now() - ms);
      const limits = { events: before(keepEventsMs), proofs: before(keepProofsMs), streams: before(hourMs) };
      for (const corpId of await db.listCorps().catch(() => []))
        await db
          .inCorp(corpId, (tx) => forgetOld(tx, limits))
          .catch((error: unknown) => log.warn('old events could not be forgotten', { corpId, error }));
    }
  }

  return {
    routes: buildCallbackRoutes(deps, { register, intake, notes }),
    state: (corpId) => readChannel(deps, notes, corpId),
    async start(roles) {
      if (roles.has('http')) await register.start();
      if (!roles.has('sync')) return;
      handleEvents(deps);
      await streams.start();
      void tidy();
    },
    async stop() {
      stopping.abort();
      register.stop();
      await streams.stop();
      await notes.stop();
    },
  };
}
