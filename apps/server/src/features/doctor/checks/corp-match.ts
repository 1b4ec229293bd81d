import { consolePages } from '../console-pages.ts';
import type { Check } from '../ports.ts';
import { detailOf, explain } from '../refusals.ts';
import { advice, failed, passed, warning } from '../words.ts';

/** Do AppKey, CorpId and AgentId belong to one app of one organisation (dingtalk-api.md §1.3, §5.8)? */
export const corpMatch: Check = {
  name: { zh: 'CorpId 与 AgentId', en: 'CorpId and AgentId' },
  step: 1,
  async run(patient) {
    const { ding, app } = patient;
    const pair = await ding.tokens.app();
    if (!pair.ok) return explain(pair.error, patient);
    const unified = await ding.tokens.unified();
    if (!unified.ok) {
      const { code, kind } = unified.error;
      // The pair alone is good: what is refused here is the corp. An unknown CorpId was seen to answer `unknownError` (§1.3).
      if (kind === 'token' || kind === 'param' || kind === 'notfound' || code === 'unknownError')
        return failed('这个应用不属于所填的 CorpId。', 'This app does not belong to the CorpId that was entered.', {
          detail: detailOf(unified.error),
          link: consolePages.apps,
          ...advice(
            '对照开放平台首页右上角的 CorpId。改 CorpId 需要移除后重新登记。',
            'Compare with the CorpId at the top right of the developer console. To change it, remove this one and register again.',
          ),
        });
      return explain(unified.error, patient);
    }
    const list = await ding.apps.list();
    if (!list.ok) {
      if (list.error.kind !== 'permission') return explain(list.error, patient);
      return warning('CorpId 正确；AgentId 没有核对。', 'The CorpId is right; the AgentId was not compared.', {
        detail: detailOf(list.error),
        missing: list.error.requiredScopes ?? ['qyapi_get_microapp_list'],
        ...advice(
          '要核对它需要“企业已安装的应用列表查询权限”，可以不开：测试通知也能验证。',
          'Comparing it needs the permission to list apps. It is optional: the test notice proves it as well.',
        ),
      });
    }
    const found = list.value.find(({ agentId }) => agentId === app.agentId);
    if (!found)
      return failed(
        `企业里没有 AgentId 为 ${app.agentId} 的应用。`,
        `The organisation has no app with AgentId ${app.agentId}.`,
        {
          link: consolePages.apps,
          ...advice(
            '在“凭证与基础信息”里重新复制 AgentId。',
            'Copy the AgentId again from Credentials and basic information.',
          ),
        },
      );
    return passed(`应用“${found.name}”属于这个企业。`, `The app “${found.name}” belongs to this organisation.`);
  },
};
