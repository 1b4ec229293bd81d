import type { EmulatorPerson } from '../model.ts';
import { foreigners } from './foreigners.ts';
import { escapeHtml, type Language, layout } from './html.ts';
import type { Login } from './logins.ts';
import { drawQr } from './qr.ts';
import type { LoginProblem } from './request.ts';

const shown = 50;

/** The first page: the code to scan, and the accounts to choose from. */
export function signInPage(given: {
  readonly language: Language;
  readonly login: Login;
  /** What the code leads to. */
  readonly scanUrl: string;
  readonly people: Iterable<EmulatorPerson>;
  readonly search: string;
  /** The request's own parameters, for searching and for the other language. */
  readonly query: URLSearchParams;
}): string {
  const { language, login } = given;
  const t = words(language);
  const kept = [...given.query].filter(([name]) => !['q', 'lang', 'login'].includes(name));
  const fields = kept.map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  const body = `<div class="ways"><section aria-labelledby="scan"><h2 id="scan">${t('扫码登录', 'Scan to sign in')}</h2>${qrSvg(given.scanUrl, t('登录二维码', 'Sign-in code'))}<p class="hint">${t('在替身的手机上打开“扫一扫”，确认登录', 'Open Scan on the stand-in’s phone and confirm')}</p></section>
<section aria-labelledby="account"><h2 id="account">${t('选择账号', 'Choose an account')}</h2>
<form method="get" action="/login/oauth2/auth">${fields.join('')}<input type="hidden" name="login" value="${login.id}"><input type="hidden" name="lang" value="${language}"><label for="q">${t('姓名或账号', 'Name or account')}</label><input id="q" name="q" type="search" value="${escapeHtml(given.search)}" autocomplete="off"></form>
${accountList(given, false)}</section></div>`;
  const other = new URLSearchParams([...kept, ['login', login.id], ['lang', language === 'zh' ? 'en' : 'zh']]);
  return layout({
    language,
    title: t('钉钉登录', 'Sign in with DingTalk'),
    about: t(`登录到“${login.request.app.name}”`, `To ${login.request.app.name}`),
    body,
    waitsFor: login.id,
    other: `/login/oauth2/auth?${other}`,
  });
}

/** The accounts that fit, each a button; `isScan`: chosen on the device that scanned, not on the page itself. */
function accountList(
  given: { language: Language; login: Login; people: Iterable<EmulatorPerson>; search: string },
  isScan: boolean,
): string {
  const { language, login, search } = given;
  const t = words(language);
  const wanted = search.trim().toLowerCase();
  const fits = (person: EmulatorPerson) =>
    person.active !== false &&
    (!wanted || `${person.name} ${person.userId} ${person.title}`.toLowerCase().includes(wanted));
  const found: EmulatorPerson[] = [];
  for (const person of given.people) {
    if (fits(person)) found.push(person);
    if (found.length > shown) break;
  }
  const rows = [
    ...found
      .slice(0, shown)
      .map((one) => personRow(one.userId, one.name, one.external ? t('外部联系人', 'External contact') : one.title)),
    ...foreigners
      .filter((one) => !wanted || one.name.toLowerCase().includes(wanted))
      .map((one) => personRow(one.id, one.name, t(`其他组织：${one.company}`, `Another organisation: ${one.company}`))),
  ];
  const more = found.length > shown ? `<li class="empty">${t('还有更多，请搜索', 'There are more: search')}</li>` : '';
  const none = rows.length === 0 ? `<li class="empty">${t('没有符合的账号', 'No account fits')}</li>` : '';
  const scan = isScan ? '<input type="hidden" name="scan" value="1">' : '';
  return `<form method="post" action="/login/oauth2/choose"><input type="hidden" name="id" value="${login.id}"><input type="hidden" name="lang" value="${language}">${scan}<ul>${rows.join('')}${more}${none}</ul></form>`;
}

/** What the code leads to: whoever scans it says who they are. */
export function scannedPage(given: {
  readonly language: Language;
  readonly login: Login;
  readonly people: Iterable<EmulatorPerson>;
}): string {
  const t = words(given.language);
  const body = `<section><h2>${t('选择账号', 'Choose an account')}</h2>${accountList({ ...given, search: '' }, true)}</section>`;
  const about = t(`登录到“${given.login.request.app.name}”`, `To ${given.login.request.app.name}`);
  return layout({ language: given.language, title: t('扫码登录', 'Scanned sign-in'), about, body });
}

/** The end on the device that scanned. */
export function decidedPage(language: Language, allowed: boolean): string {
  const t = words(language);
  const said = allowed ? t('已同意登录', 'Sign-in allowed') : t('已拒绝登录', 'Sign-in refused');
  const body = `<section><p role="status">${t('请回到电脑上的浏览器继续。', 'Go on in the browser on the computer.')}</p></section>`;
  return layout({ language, title: said, about: t('扫码登录', 'Scanned sign-in'), body });
}

const personRow = (id: string, name: string, detail: string): string =>
  `<li><button class="person" name="userId" value="${escapeHtml(id)}"><b>${escapeHtml(name)}</b><span>${escapeHtml(detail)}</span></button></li>`;

/** The second page: what the app asks for; allow or refuse. */
export function consentPage(
  language: Language,
  login: Login,
  who: { readonly id: string; readonly name: string },
  isScan: boolean,
): string {
  const t = words(language);
  const { app, wantsCorp } = login.request;
  const corp = wantsCorp
    ? `<li>${t('你所在的组织', 'Your organisation')}<span>${t('登录所用组织的 CorpId', 'The CorpId of the organisation you sign in with')}</span></li>`
    : '';
  const body = `<section><h2>${t(`${who.name}，“${app.name}”申请获取以下信息`, `${who.name}, ${app.name} asks for`)}</h2><ul class="asks"><li>${t('你的个人信息', 'Your profile')}<span>${t('昵称、头像、unionId；有权限时含手机号', 'Name, picture, unionId; the mobile number if permitted')}</span></li>${corp}</ul>
<form method="post" action="/login/oauth2/decide" class="actions"><input type="hidden" name="id" value="${login.id}"><input type="hidden" name="userId" value="${escapeHtml(who.id)}"><input type="hidden" name="lang" value="${language}">${isScan ? '<input type="hidden" name="scan" value="1">' : ''}<button class="button main" name="answer" value="allow">${t('同意', 'Allow')}</button><button class="button" name="answer" value="deny">${t('拒绝', 'Refuse')}</button></form></section>`;
  return layout({
    language,
    title: t('授权登录', 'Allow sign-in'),
    about: t(`登录到“${app.name}”`, `To ${app.name}`),
    body,
  });
}

/** An internal app admits its own people only (dingtalk-api.md §1.5). */
export function foreignPage(language: Language, name: string, appName: string, back: string): string {
  const t = words(language);
  const body = `<section><div class="problem" role="alert"><p>${t(`${escapeHtml(name)} 不是本组织的成员，不能登录“${escapeHtml(appName)}”。`, `${escapeHtml(name)} is not a member of this organisation and cannot sign in to ${escapeHtml(appName)}.`)}</p></div><p class="actions"><a class="button" href="${escapeHtml(back)}">${t('返回应用', 'Back to the app')}</a></p></section>`;
  return layout({
    language,
    title: t('无法登录', 'Sign-in is not possible'),
    about: t('企业内部应用', 'An internal app'),
    body,
  });
}

/** A request that is wrong in itself: the platform's own page, with no way back to the product (§9.2). */
export function problemPage(language: Language, problem: LoginProblem, redirectUri: string | null): string {
  const t = words(language);
  const where = redirectUri ? `<p>redirect_uri: <code>${escapeHtml(redirectUri)}</code></p>` : '';
  const body = `<section><div class="problem" role="alert"><p>${escapeHtml(t(problem.zh, problem.en))}</p></div><p>${t('错误码', 'Code')}: <code>${problem.code}</code></p>${where}</section>`;
  return layout({
    language,
    title: t('登录请求有误', 'The sign-in request is wrong'),
    about: 'DingTalk OAuth 2.0',
    body,
  });
}

const words =
  (language: Language) =>
  (zh: string, en: string): string =>
    language === 'zh' ? zh : en;

function qrSvg(text: string, label: string): string {
  const rows = drawQr(text);
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return `<svg class="qr" role="img" aria-label="${label}" viewBox="0 0 ${rows.length} ${rows.length}" shape-rendering="crispEdges"><path fill="currentColor" d="${path}"/></svg>`;
}
