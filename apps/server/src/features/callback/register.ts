import type { CallbackCrypto } from '@hongyan/dingtalk';
import { type CorpId, randomToken, Secret } from '@hongyan/kit';
import type { CallbackApp, CallbackDeps } from './ports.ts';

/** A corp that may be called for, with its keys at hand. */
export interface Registered {
  readonly app: CallbackApp;
  readonly crypto: CallbackCrypto;
}

/**
 * Every registered app in memory: an unverified call never touches the database, however many there are, and a corp that we
 * do not know costs the caller as long as one that we know.
 */
export interface Register {
  find(corpId: CorpId | undefined): Registered | undefined;
  /** For a corp that we do not know: nothing opens under it, and it takes as long. */
  readonly decoy: CallbackCrypto;
  start(): Promise<void>;
  stop(): void;
}

/** A corp that was not found may have been registered a moment ago, the news still on its way; look again, but not for everyone. */
const lookAgainMs = 5_000;

export function createRegister({ apps, clock, door, events, log }: CallbackDeps): Register {
  const known = new Map<CorpId, Registered>();
  const undo: (() => void)[] = [];
  let lookedAt = Number.NEGATIVE_INFINITY;
  let turn: Promise<void> = Promise.resolve();

  function put(app: CallbackApp): void {
    try {
      const { eventToken: token, eventAesKey: aesKey, appKey: ownerKey } = app;
      known.set(app.corpId, { app, crypto: door.createCrypto({ token, aesKey, ownerKey }) });
    } catch (error) {
      known.delete(app.corpId);
      log.error('the event keys of an app cannot be used', { corpId: app.corpId, error });
    }
  }

  async function readAll(): Promise<void> {
    const found = await apps.list();
    const ids = new Set(found.map((app) => app.corpId));
    for (const corpId of known.keys()) if (!ids.has(corpId)) known.delete(corpId);
    for (const app of found) put(app);
  }

  async function readOne(corpId: CorpId): Promise<void> {
    const app = await apps.get(corpId);
    if (app) put(app);
    else known.delete(corpId);
  }

  // One after the other: what was read before a change must not be put in after it.
  function inTurn(read: () => Promise<void>): Promise<void> {
    const done = turn.then(read);
    turn = done.catch((error: unknown) => log.warn('the apps could not be read for their events', { error }));
    return done;
  }
  const again = () => {
    lookedAt = clock.now();
    inTurn(readAll).catch(() => undefined);
  };

  return {
    find(corpId) {
      const found = corpId && known.get(corpId);
      if (corpId && !found && clock.now() - lookedAt > lookAgainMs) again();
      return found;
    },
    decoy: door.createCrypto({
      token: randomToken(),
      aesKey: new Secret(randomToken(40).replace(/[-_]/g, 'A').slice(0, 43)),
      ownerKey: randomToken(),
    }),
    async start() {
      undo.push(
        events.subscribe('app.changed', ({ corpId }) => inTurn(() => readOne(corpId))),
        events.onGap(again),
      );
      await inTurn(readAll);
    },
    stop() {
      for (const stop of undo.splice(0)) stop();
    },
  };
}
