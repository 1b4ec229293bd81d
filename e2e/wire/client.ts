import { type AppCredential, createDingTalk, type DingTalkApp, memoryTokenStore } from '@hongyan/dingtalk';
import { type CorpId, Secret, systemClock } from '@hongyan/kit';
import { http } from './http.ts';
import { app, corpId, type Wire } from './world.ts';

/** The app of the small organisation, as our client is told of it. */
export const credentialOf = ({ emulator }: Wire, appSecret = app.appSecret): AppCredential => ({
  corpId: corpId as CorpId,
  agentId: app.agentId,
  appKey: app.appKey,
  appSecret: new Secret(appSecret),
  oapiUrl: emulator.oapiUrl,
  apiUrl: emulator.apiUrl,
});

/** Our client over real HTTP. */
export const clientOf = (wire: Wire): DingTalkApp =>
  createDingTalk({ http, tokens: memoryTokenStore(), clock: systemClock })(credentialOf(wire));
