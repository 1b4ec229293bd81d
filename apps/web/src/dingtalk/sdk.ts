import setRight from 'dingtalk-jsapi/api/biz/navigation/setRight';
import requestOldCode from 'dingtalk-jsapi/api/runtime/permission/requestAuthCode';
import closePage from 'dingtalk-jsapi/api/union/closePage';
import openLink from 'dingtalk-jsapi/api/union/openLink';
import quitPage from 'dingtalk-jsapi/api/union/quitPage';
import requestAuthCode from 'dingtalk-jsapi/api/union/requestAuthCode';
import setNavigationTitle from 'dingtalk-jsapi/api/union/setNavigationTitle';
import core from 'dingtalk-jsapi/entry/union';

// CommonJS modules: a bundler may hand over `{ default }` instead of the function (jsapi-host.md §5).
const plain = <T>(module: T): T => (module as { default?: T }).default ?? module;

/** The calls of `dingtalk-jsapi` that we use, one by one: the whole package is four times as large. */
export const sdk = {
  platform: (plain(core) as { env?: { platform?: string } }).env?.platform ?? 'notInDingTalk',
  requestAuthCode: plain(requestAuthCode),
  requestOldCode: plain(requestOldCode),
  setNavigationTitle: plain(setNavigationTitle),
  setRight: plain(setRight),
  openLink: plain(openLink),
  closePage: plain(closePage),
  quitPage: plain(quitPage),
};
