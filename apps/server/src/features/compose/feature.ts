import type { Route } from '../../http/types.ts';
import { keepClean } from './cleanup.ts';
import { createCorrespondents } from './correspondents.ts';
import { createDelivery } from './delivery.ts';
import { createFollowUp } from './follow-up.ts';
import type { ComposeDeps } from './ports.ts';
import { followUpQueue, sendQueue } from './queues.ts';
import { buildComposeRoutes } from './routes.ts';
import { createSends } from './sends.ts';
import { createUploads } from './uploads.ts';

/** Writing and sending, ready to be plugged in. */
export interface ComposeFeature {
  readonly routes: readonly Route[];
  start(): void;
  stop(): Promise<void>;
}

export function createCompose(deps: ComposeDeps): ComposeFeature {
  const uploads = createUploads(deps);
  const correspondents = createCorrespondents(deps);
  const sends = createSends({ ...deps, uploads });
  const stopping = new AbortController();
  let cleaning: Promise<void> = Promise.resolve();
  return {
    routes: buildComposeRoutes(deps, { uploads, sends, correspondents }),
    start() {
      deps.queue.handle(sendQueue, createDelivery({ ...deps, correspondents }));
      deps.queue.handle(followUpQueue, createFollowUp(deps));
      cleaning = keepClean(deps, stopping.signal);
    },
    async stop() {
      stopping.abort();
      await cleaning;
    },
  };
}
