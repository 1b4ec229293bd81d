import type { Stream, StreamState } from '@hongyan/dingtalk';
import { type CorpId, newId } from '@hongyan/kit';
import type { Intake } from './intake.ts';
import type { Notes } from './notes.ts';
import type { CallbackApp, CallbackDeps } from './ports.ts';
import { tables } from './tables.ts';

/**
 * The Stream connections of this process, one for each corp that chose Stream. Every process with role `sync` keeps its own:
 * the platform allows several and gives each event to one of them (dingtalk-api.md §7.5), and the event log makes one of what
 * comes twice. So nothing is lost while a lease would have to run out.
 */
export interface Streams {
  start(): Promise<void>;
  stop(): Promise<void>;
}

const beatMs = 20_000;
/** A row of a process that died counts for nothing after this. */
const aliveMs = 60_000;

interface Held {
  /** What the connection was made with: an edit of anything else leaves it alone. */
  readonly key: string;
  readonly stream: Stream;
}

export function createStreams(deps: CallbackDeps, intake: Intake, notes: Notes): Streams {
  const { apps, clock, db, door, events, log } = deps;
  const processId = newId<string>();
  const held = new Map<CorpId, Held>();
  const ending = new Set<Promise<void>>();
  const stopping = new AbortController();
  const undo: (() => void)[] = [];
  let turn: Promise<void> = Promise.resolve();
  let writing: Promise<void> = Promise.resolve();

  const enqueue = (step: () => Promise<void>): Promise<void> => {
    turn = turn.then(async () => {
      if (!stopping.signal.aborted)
        await step().catch((error: unknown) => log.warn('the Stream connections could not be looked after', { error }));
    });
    return turn;
  };

  async function look(corpId: CorpId): Promise<void> {
    const app = await apps.get(corpId);
    const wanted = app?.eventMode === 'stream' ? app : undefined;
    const now = held.get(corpId);
    if (wanted && now?.key === keyOf(wanted)) return;
    if (now) end(corpId, now);
    if (wanted) held.set(corpId, { key: keyOf(wanted), stream: open(wanted) });
    else if (now) await forget(corpId);
  }

  function end(corpId: CorpId, { stream }: Held): void {
    held.delete(corpId);
    const ended = stream.stop().finally(() => ending.delete(ended));
    ending.add(ended);
  }

  function open(app: CallbackApp): Stream {
    const { corpId } = app;
    return door.openStream(app, {
      async onEvent(event) {
        await intake.stream(event).catch((error: unknown) => {
          log.warn('an event of the Stream could not be kept; it will come again', { corpId, error });
          throw error;
        });
        notes.seen(corpId, 'event');
        return 'done';
      },
      async onMalformed(event, text) {
        await intake.streamMalformed(corpId, event, text);
        notes.seen(corpId, 'event');
      },
      onState(state) {
        if (state.kind === 'waiting' && state.failure)
          log.warn('the Stream connection waits', { corpId, kind: state.failure.kind, problem: state.failure.code });
        if (state.kind !== 'stopped') write(corpId, state);
      },
    });
  }

  function write(corpId: CorpId, state: StreamState): void {
    writing = writing.then(() =>
      db
        .inCorp(corpId, async (tx) => {
          const row = {
            state: state.kind,
            problem: state.kind === 'waiting' ? problemOf(state) : null,
            until: new Date(clock.now() + aliveMs),
          };
          await tables(tx)
            .insertInto('event_streams')
            .values({ corp_id: corpId, process_id: processId, ...row })
            .onConflict((conflict) => conflict.columns(['corp_id', 'process_id']).doUpdateSet(row))
            .execute();
        })
        .catch((error: unknown) => log.warn('the state of a Stream could not be written down', { corpId, error })),
    );
  }

  async function forget(corpId: CorpId): Promise<void> {
    await writing;
    await db.inCorp(corpId, async (tx) => {
      await tables(tx)
        .deleteFrom('event_streams')
        .where('corp_id', '=', corpId)
        .where('process_id', '=', processId)
        .execute();
    });
  }

  const lookAtAll = () =>
    enqueue(async () => {
      const corps = new Set([...held.keys(), ...(await apps.list()).map((app) => app.corpId)]);
      for (const corpId of corps) await look(corpId);
    });

  async function beat(): Promise<void> {
    while (!stopping.signal.aborted) {
      await clock.sleep(beatMs, stopping.signal).catch(() => undefined);
      if (stopping.signal.aborted) return;
      for (const [corpId, { stream }] of held) write(corpId, stream.state());
    }
  }

  return {
    async start() {
      undo.push(
        events.subscribe('app.changed', ({ corpId }) => enqueue(() => look(corpId))),
        events.onGap(() => void lookAtAll()),
      );
      await lookAtAll();
      void beat();
    },
    async stop() {
      stopping.abort();
      for (const step of undo.splice(0)) step();
      await turn;
      const corps = [...held.keys()];
      for (const [corpId, one] of [...held]) end(corpId, one);
      await Promise.all(ending);
      await Promise.allSettled(corps.map(forget));
    },
  };
}

const keyOf = (app: CallbackApp): string => JSON.stringify([app.appKey, app.appSecret.reveal(), app.apiUrl]);

const problemOf = ({ failure }: Extract<StreamState, { kind: 'waiting' }>): string | null =>
  failure ? `${failure.code} ${failure.message}`.trim().slice(0, 200) : null;
