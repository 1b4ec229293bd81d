import type { DingTalkApp, DingTalkResult } from '@hongyan/dingtalk';
import { consolePages } from '../console-pages.ts';
import type { Check } from '../ports.ts';
import { explain } from '../refusals.ts';
import { advice, failed, passed } from '../words.ts';

/** Each with a call that needs it and changes nothing (dingtalk-api.md §5.7). Codes that cannot be real: only the refusal counts. */
const probes: readonly { readonly code: string; ask(ding: DingTalkApp): Promise<DingTalkResult<unknown>> }[] = [
  { code: 'qyapi_base', ask: (ding) => ding.getUserInfo('doctor-asks-whether-it-may') },
  { code: 'qyapi_get_member', ask: (ding) => ding.contacts.listAdministrators() },
  { code: 'qyapi_get_department_list', ask: (ding) => ding.contacts.listSubDepartmentIds(1) },
  { code: 'qyapi_get_department_member', ask: firstMember },
  { code: 'open_app_api_base', ask: (ding) => ding.oauth.exchangeCode('doctor-asks-whether-it-may') },
  { code: 'qyapi_microapp_manage', ask: (ding) => ding.apps.getVisibleScope() },
];

/** The permissions that the product lives on. The gated fields have a check of their own. */
export const permissions: Check = {
  name: { zh: '接口权限', en: 'Permissions' },
  step: 4,
  async run(patient) {
    const { deps, ding, app } = patient;
    const names = new Map(deps.valuesOf(app).permissions.map(({ code, name }) => [code, name]));
    const missing: string[] = [];
    const words: string[] = [];
    for (const { code, ask } of probes) {
      const answer = await ask(ding);
      if (answer.ok) continue;
      const { kind, requiredScopes = [] } = answer.error;
      if (kind === 'permission') {
        const named = requiredScopes.length > 0 ? requiredScopes : [code];
        for (const one of named) if (!missing.includes(one)) missing.push(one);
        words.push(`${code}: ${answer.error.code}`);
      } else if (kind !== 'param' && kind !== 'scope' && kind !== 'notfound') return explain(answer.error, patient);
    }
    if (missing.length === 0)
      return passed(
        `${probes.length} 项都已开通。“通讯录个人信息读权限”在第一次扫码登录时才能验证。`,
        `All ${probes.length} are granted. Contact.User.Read shows itself at the first sign-in by QR code.`,
      );
    const readable = missing.map((code) => (names.has(code) ? `${names.get(code)}（${code}）` : code));
    return failed(`缺少 ${missing.length} 项权限：${readable.join('、')}`, `Missing: ${missing.join(', ')}`, {
      missing,
      detail: words.join('; ').slice(0, 300),
      link: consolePages.permission(app.appKey, missing[0] ?? ''),
      copy: missing.join(','),
      ...advice(
        '在“权限管理”里搜索并申请，开通后重新体检。',
        'Apply for them under Permission management, then check again.',
      ),
    });
  },
};

async function firstMember(ding: DingTalkApp): Promise<DingTalkResult<unknown>> {
  for await (const member of ding.contacts.walkMembers(1)) return member;
  return { ok: true, value: undefined };
}
