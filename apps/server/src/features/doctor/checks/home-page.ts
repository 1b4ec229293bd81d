import { consolePages } from '../console-pages.ts';
import type { Check } from '../ports.ts';
import { detailOf, explain } from '../refusals.ts';
import { advice, failed, notTested, passed, warning } from '../words.ts';

/** Are the home pages in DingTalk's console ours (vendor guide, step 2)? */
export const homePage: Check = {
  name: { zh: '应用首页地址', en: 'Home page' },
  step: 2,
  async run(patient) {
    const { deps, ding, app } = patient;
    const list = await ding.apps.list();
    if (!list.ok) {
      if (list.error.kind !== 'permission') return explain(list.error, patient);
      return notTested(
        '没有权限读取应用信息，请人工核对首页地址。',
        'The app’s settings cannot be read; compare the address by eye.',
        {
          detail: detailOf(list.error),
          missing: list.error.requiredScopes ?? ['qyapi_get_microapp_list'],
          copy: deps.valuesOf(app).homeUrl,
        },
      );
    }
    const found = list.value.find(({ agentId }) => agentId === app.agentId);
    if (!found)
      return notTested(
        '企业里没有这个 AgentId 的应用，先修好“CorpId 与 AgentId”。',
        'There is no app with this AgentId: mend that first.',
      );
    const ours = deps.valuesOf(app);
    if (!isSame(found.homeUrl, ours.homeUrl))
      return failed(
        found.homeUrl ? '手机端首页不是我们的地址。' : '还没有填应用首页地址。',
        found.homeUrl ? 'The home page is not ours.' : 'There is no home page yet.',
        {
          ...(found.homeUrl ? { detail: found.homeUrl.slice(0, 300) } : {}),
          copy: ours.homeUrl,
          link: consolePages.apps,
          ...advice(
            '在“网页应用 → 应用首页地址”填上我们的地址，包括 $CORPID$。',
            'Enter ours under Web app → home page, $CORPID$ included.',
          ),
        },
      );
    if (!isSame(found.pcHomeUrl, ours.pcHomeUrl))
      return warning(
        found.pcHomeUrl ? 'PC 端首页不是我们的地址。' : '没有填 PC 端首页地址。',
        found.pcHomeUrl ? 'The PC home page is not ours.' : 'There is no PC home page.',
        {
          ...(found.pcHomeUrl ? { detail: found.pcHomeUrl.slice(0, 300) } : {}),
          copy: ours.pcHomeUrl,
          link: consolePages.apps,
          ...advice(
            '在“网页应用 → PC端首页地址”填上，否则电脑上打不开。',
            'Enter it under Web app → PC home page, or it does not open on computers.',
          ),
        },
      );
    if (!found.isOn)
      return failed('应用没有启用或还没有发布。', 'The app is switched off or not published.', {
        link: consolePages.apps,
        ...advice('在“版本管理与发布”里发布，或在管理后台启用。', 'Publish it, or switch it on in the admin console.'),
      });
    return passed('手机端和 PC 端首页都是我们的地址。', 'Both home pages are ours.');
  },
};

/** DingTalk may write the address out its own way: what must agree is where it leads and that the corp is put in. */
function isSame(configured: string | undefined, ours: string): boolean {
  if (!configured || !URL.canParse(configured)) return false;
  const [theirs, mine] = [new URL(configured), new URL(ours)];
  const corp = theirs.searchParams.get('corpId') ?? '';
  return theirs.origin === mine.origin && theirs.pathname === mine.pathname && corp !== '';
}
