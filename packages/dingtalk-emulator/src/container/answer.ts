import type { Device, NetworkMode } from '../model.ts';
import { methodOn } from './catalogue.ts';
import { chatMethods } from './chats.ts';
import { type ConfigPorts, type GrantedApis, judgeConfig, pageKey } from './config.ts';
import { dialogMethods } from './dialogs.ts';
import { fileMethods } from './files.ts';
import { pageMethods } from './pages.ts';
import { type Directory, pickerMethods } from './pickers.ts';
import type { BridgeReply, ContainerAnswer, ContainerCall } from './types.ts';

/** What the container knows besides the call. */
export interface ContainerPorts extends ConfigPorts {
  readonly network: NetworkMode;
  /** The client's version; methods that came later are absent. */
  readonly version: string;
  readonly granted: GrantedApis;
  readonly directory: Directory;
  issueCode(userId: string, appKey: string): string;
}

const done = (body: unknown = {}): BridgeReply => ({ kind: 'ok', body });
const failed = (errorCode: string, errorMessage: string): BridgeReply => ({ kind: 'fail', errorCode, errorMessage });
const absent = (method: string): BridgeReply => failed('1', `the API ${method} is absent`);

/** What DingTalk's container replies and shows (jsapi-host.md §6). An unknown method is refused at once: silence is never an accident. */
export function answerCall(call: ContainerCall, ports: ContainerPorts): ContainerAnswer {
  const { method, device } = call;
  const row = methodOn(method, device, ports.version);
  if (!row) return { reply: absent(method) };
  if (row.auth && !ports.granted.has(pageKey(call), method))
    return { reply: failed('7', 'no permission: dd.config is needed') };
  switch (method) {
    case 'runtime.permission.requestJsApis':
    case 'config':
      return { reply: configure(call, ports) };
    case 'runtime.permission.requestAuthCode':
    case 'runtime.permission.requestAuthCodeV2':
      return { reply: requestAuthCode(call, ports) };
    case 'device.connection.getNetworkType':
      return {
        reply: done({ result: ports.network === 'offline' ? 'none' : ports.network === 'slow' ? '3g' : 'wifi' }),
      };
    case 'device.base.getPhoneInfo':
      return { reply: done(phoneInfo(device, ports.version)) };
    case 'ui.webViewBounce.enable':
    case 'ui.webViewBounce.disable':
    case 'ui.pullToRefresh.enable':
    case 'ui.pullToRefresh.disable':
    case 'ui.pullToRefresh.stop':
      return { reply: done() };
    default:
      return (
        pageMethods(call) ??
        dialogMethods(call) ??
        pickerMethods(call, ports.directory) ??
        chatMethods(call, ports.directory) ??
        fileMethods(call) ?? { reply: absent(method) }
      );
  }
}

/** A page that fails here has lost what an earlier load under the same address was granted. */
function configure(call: ContainerCall, ports: ContainerPorts): BridgeReply {
  const judged = judgeConfig(call, ports);
  if ('kind' in judged) {
    ports.granted.forget(pageKey(call));
    return judged;
  }
  ports.granted.grant(pageKey(call), judged.granted);
  return done();
}

/** A code for this person, if the page belongs to an app of this organisation (dingtalk-api.md §2.1). */
function requestAuthCode({ person, pageUrl, params }: ContainerCall, ports: ContainerPorts): BridgeReply {
  if (params.corpId !== ports.corpId) return failed('52010', '无效的corpId');
  const origin = URL.canParse(pageUrl) ? new URL(pageUrl).origin : '';
  const named = typeof params.clientId === 'string' && params.clientId !== '' ? params.clientId : undefined;
  const fits = ports.apps.filter(
    (one) => (named === undefined || one.appKey === named) && ports.isAppOrigin(one, origin),
  );
  const app = fits.find((one) => one.published !== false);
  if (app) return done({ code: ports.issueCode(person.userId, app.appKey) });
  if (fits.length > 0) return failed('52021', '应用未授权：尚未发布');
  const known = named === undefined || ports.apps.some((one) => one.appKey === named);
  return known ? failed('52014', '页面域名与应用首页地址不一致') : failed('52019', '无效的clientId');
}

const phoneInfo = (device: Device, version: string) => ({
  screenWidth: 390,
  screenHeight: 844,
  brand: device === 'ios' ? 'Apple' : 'HONOR',
  model: device === 'ios' ? 'iPhone' : 'PGT-AN10',
  version: device === 'ios' ? '18.5' : '14',
  netInfo: 'wifi',
  operatorType: '',
  appVersion: version,
});
