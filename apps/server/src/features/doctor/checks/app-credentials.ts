import { consolePages } from '../console-pages.ts';
import type { Check } from '../ports.ts';
import { detailOf, explain } from '../refusals.ts';
import { advice, failed, passed } from '../words.ts';

/** AppKey and AppSecret, past every cache, in both families of the API (dingtalk-api.md §1.1, §1.2). */
export const appCredentials: Check = {
  name: { zh: '应用凭证', en: 'App credentials' },
  step: 1,
  async run(patient) {
    const { ding, app } = patient;
    const [fresh, old] = await Promise.all([ding.tokens.app({ fresh: true }), ding.tokens.old()]);
    if (fresh.ok && old.ok) return passed('AppKey 与 AppSecret 有效。', 'AppKey and AppSecret are accepted.');
    const failure = fresh.ok ? (old.ok ? undefined : old.error) : fresh.error;
    if (!failure) return passed('AppKey 与 AppSecret 有效。', 'AppKey and AppSecret are accepted.');
    if (failure.kind !== 'token' && failure.kind !== 'param') return explain(failure, patient);
    return failed('AppKey 与 AppSecret 不匹配。', 'AppKey and AppSecret do not belong together.', {
      detail: detailOf(failure),
      link: consolePages.apps,
      ...advice(
        `在应用 ${app.agentId} 的“凭证与基础信息”里重新复制两个值。重置过 Secret 的，旧的已经失效。`,
        `Copy both again from Credentials and basic information of app ${app.agentId}. A secret that was reset is dead.`,
      ),
    });
  },
};
