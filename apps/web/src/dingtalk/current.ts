import { browserHost } from './browser-host.ts';
import { createDingTalkHost } from './dingtalk-host.ts';
import { type Host, insideDingTalk } from './host.ts';

const marker = (window as { dingtalk?: { platform?: { invokeAPI?: unknown } } }).dingtalk?.platform?.invokeAPI;

/** The host of this page, decided once, when the page loads. */
export const host: Host = insideDingTalk(navigator.userAgent, window.name, Boolean(marker))
  ? createDingTalkHost()
  : browserHost;
