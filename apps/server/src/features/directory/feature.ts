import { type Colleagues, createColleagues } from './colleagues.ts';
import { createRefetchDepartment } from './departments/refetch.ts';
import { createEventHandler } from './events.ts';
import { createKeeper, type Keeper } from './keeper.ts';
import { createRefetchAdmins } from './people/admins.ts';
import { createRefetch } from './people/refetch.ts';
import type { DirectoryDeps } from './ports.ts';
import { createRosters } from './roster/rosters.ts';
import { createDirectory, type Directory } from './service.ts';
import { createRecordSignIn } from './sign-in.ts';
import { createRunner, syncQueue } from './sync/run.ts';
import { createStarter } from './sync/starter.ts';

/** The company inside, ready to be plugged in. */
export interface DirectoryFeature {
  readonly people: Directory;
  readonly keeper: Keeper;
  readonly colleagues: Colleagues;
  /** Takes jobs and looks after the nightly runs. */
  start(): void;
  stop(): Promise<void>;
}

export function createDirectoryFeature(deps: DirectoryDeps): DirectoryFeature {
  const person = createRefetch(deps);
  const department = createRefetchDepartment(deps);
  const admins = createRefetchAdmins(deps, person);
  const events = createEventHandler(deps, { person, department, admins });
  const runner = createRunner(deps, { person, admins });
  const starter = createStarter(deps);
  const rosters = createRosters(deps);
  const recordSignIn = createRecordSignIn(deps, person);
  const stopping = new AbortController();
  const unsubscribe: (() => void)[] = [];

  const startFirst = (corpId: Parameters<typeof starter.startFirst>[0]) =>
    void starter
      .startFirst(corpId)
      .catch((error: unknown) => deps.log.warn('the first reading could not begin', { corpId, error }));

  return {
    people: createDirectory(deps, async (corpId, facts) => {
      const memberId = await recordSignIn(corpId, facts);
      startFirst(corpId);
      return memberId;
    }),
    keeper: createKeeper(deps, { events, starter, rosters }),
    colleagues: createColleagues(rosters),
    start() {
      deps.queue.handle(syncQueue, runner.handle);
      events.start(deps.queue);
      unsubscribe.push(
        deps.events.subscribe('app.changed', async ({ corpId }) => {
          const app = await deps.app(corpId);
          if (!app || app.paused) runner.interrupt(corpId);
          else startFirst(corpId);
        }),
      );
      starter.keep(stopping.signal);
    },
    async stop() {
      stopping.abort();
      for (const stop of unsubscribe) stop();
      rosters.stop();
      await runner.stop();
    },
  };
}
