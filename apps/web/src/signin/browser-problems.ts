import type { SignInProblem } from '@hongyan/contract';
import { defineText } from '../i18n/language.ts';

/** A sign-in on DingTalk's page that ended badly: what happened, what is safe, what to do. */
export interface ProblemWords {
  readonly title: string;
  readonly text: string;
}

const words = defineText<Record<SignInProblem, ProblemWords>>(
  {
    refused: {
      title: '没有登录：钉钉里没有同意',
      text: '授权被取消，或页面被关掉了。没有任何内容被读取。要继续，再扫一次，在钉钉里点“同意”。',
    },
    expired: {
      title: '没有登录：这次扫码已失效',
      text: '二维码 10 分钟内有效，只能用一次，而且要在同一个浏览器里完成。请重新扫码。',
    },
    foreign: {
      title: '没有登录：这个钉钉账号不属于本企业',
      text: '扫码的账号在别的组织里，或是本企业的外部联系人。请在钉钉里选本企业，或换本企业的账号再扫。',
    },
    outside_scope: {
      title: '没有登录：您不在应用的可见范围内',
      text: '已绑定的邮箱和邮件不受影响。请管理员在钉钉“版本管理与发布”里把您加进可见范围，再扫码登录。',
    },
    not_admin: {
      title: '没有登录：管理控制台只对管理员开放',
      text: '扫码的账号是企业成员，但不是钉钉的主管理员或子管理员。请管理员登录，或请主管理员在钉钉管理后台添加您。',
    },
    paused: {
      title: '没有登录：应用已暂停',
      text: '管理员暂停了企业邮箱。绑定、设置和邮件都在，恢复后就能登录。请联系管理员；管理员可以用初始化口令进入管理控制台，恢复应用。',
    },
    failed: {
      title: '没有登录：钉钉没有接受这次登录',
      text: '多半是钉钉暂时没有回答，或应用的凭证、重定向 URL 有误。设置和邮件都没有变化。请过一分钟再扫；仍然不行，请管理员做一次体检。',
    },
  },
  {
    refused: {
      title: 'Not signed in: declined in DingTalk',
      text: 'The permission was declined, or the page was closed. Nothing was read. To go on, scan again and agree in DingTalk.',
    },
    expired: {
      title: 'Not signed in: this scan is no longer valid',
      text: 'A code holds for 10 minutes, works once, and only in the browser that showed it. Please scan again.',
    },
    foreign: {
      title: 'Not signed in: this account is not of this company',
      text: 'The account that scanned belongs to another organisation, or is an external contact of this one. Choose this company in DingTalk, or scan with an account of it.',
    },
    outside_scope: {
      title: 'Not signed in: you are outside the app’s visible scope',
      text: 'Bound mailboxes and mail are untouched. Ask an administrator to add you to the visible scope under 版本管理与发布 in DingTalk, then scan again.',
    },
    not_admin: {
      title: 'Not signed in: the console is for administrators only',
      text: 'The account that scanned is a member, but neither main nor sub-administrator in DingTalk. Let an administrator sign in, or ask the main administrator to add you.',
    },
    paused: {
      title: 'Not signed in: the app is paused',
      text: 'An administrator has paused the mail app. Bindings, settings and mail are kept, and you can sign in again once it is resumed. Ask an administrator, who can resume it in the console, entered with a setup token.',
    },
    failed: {
      title: 'Not signed in: DingTalk did not accept this sign-in',
      text: 'Most likely DingTalk does not answer at the moment, or the app’s credentials or redirect URL are wrong. Settings and mail are unchanged. Scan again in a minute; if it still fails, let an administrator run the doctor.',
    },
  },
);

/** The words for a problem; one that we do not know reads as `failed`. */
export const problemWords = (problem: string): ProblemWords => {
  const all = words();
  return Object.hasOwn(all, problem) ? all[problem as SignInProblem] : all.failed;
};
