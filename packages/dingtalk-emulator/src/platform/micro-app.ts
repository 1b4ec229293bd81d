import type { App } from '../state/app.ts';
import { type CallContext, type CallOutcome, says } from './call.ts';
import { failNew } from './errors.ts';

/** An app as the lists of §5.8 show it. */
export const toListedApp = (app: App): Readonly<Record<string, unknown>> => ({
  agentId: app.agentId,
  name: app.name,
  desc: app.description,
  icon: app.icon,
  homepageLink: app.homeUrl,
  pcHomepageLink: app.pcHomeUrl,
  ompLink: app.adminUrl,
  appId: 0,
  appStatus: app.published ? 1 : 0,
  developType: 0,
  coolAppInfo: [],
  unifiedAppId: app.unifiedAppId,
});

/** The app of `{agentId}` in the path. */
export function readApp({ world, params }: CallContext): { readonly found: App } | { readonly refusal: CallOutcome } {
  const app = world.apps.byAgent(Number(params.agentId));
  if (app) return { found: app };
  const about = says(`没有应用 ${params.agentId}`, `No app ${params.agentId}`);
  return { refusal: { answer: failNew(400, 'invalidAgentId', '无效的agentId'), about } };
}
