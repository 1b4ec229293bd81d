import { clientVersion, isPhone } from '../bridge/devices.ts';
import type { Device, EmulatorApp, EmulatorCompany, NetworkMode } from '../types.ts';
import { dialogMethods } from './dialogs.ts';
import { pageMethods } from './pages.ts';
import type { BridgeReply, ContainerAnswer, ContainerCall } from './types.ts';

/** What the container knows besides the call. */
export interface ContainerPorts {
  readonly company: EmulatorCompany;
  readonly apps: readonly EmulatorApp[];
  readonly network: NetworkMode;
  /** Is this origin one at which the app's pages appear? */
  isAppOrigin(app: EmulatorApp, origin: string): boolean;
  issueCode(userId: string, appKey: string): string;
}

const done = (body: unknown = {}): BridgeReply => ({ kind: 'ok', body });
const failed = (errorCode: string, errorMessage: string): BridgeReply => ({
  kind: 'fail',
  errorCode,
  errorMessage,
});

/** What DingTalk's container replies and shows (jsapi-host.md §6). An unknown method is refused at once: silence is never an accident. */
export function answerCall(call: ContainerCall, ports: ContainerPorts): ContainerAnswer {
  const { method, device } = call;
  switch (method) {
    case 'runtime.permission.requestAuthCode':
    case 'runtime.permission.requestAuthCodeV2':
      return { reply: requestAuthCode(call, ports) };
    case 'device.connection.getNetworkType':
      return {
        reply: done({ result: ports.network === 'offline' ? 'none' : ports.network === 'slow' ? '3g' : 'wifi' }),
      };
    case 'device.base.getPhoneInfo':
      return { reply: isPhone(device) ? done(phoneInfo(device)) : absent(method) };
    case 'ui.webViewBounce.enable':
    case 'ui.webViewBounce.disable':
    case 'ui.pullToRefresh.enable':
    case 'ui.pullToRefresh.disable':
    case 'ui.pullToRefresh.stop':
      return { reply: isPhone(device) ? done() : absent(method) };
    case 'biz.clipboardData.setData':
      return { reply: failed('7', 'no permission: dd.config is needed') };
    default:
      return pageMethods(call) ?? dialogMethods(call) ?? { reply: absent(method) };
  }
}

const absent = (method: string): BridgeReply => failed('1', `the API ${method} is absent`);

/** A code for this person, if the page belongs to an app of this organisation (dingtalk-api.md §2.1). */
function requestAuthCode({ person, pageUrl, params }: ContainerCall, ports: ContainerPorts): BridgeReply {
  if (params.corpId !== ports.company.corpId) return failed('52010', '无效的corpId');
  const origin = originOf(pageUrl);
  const named = typeof params.clientId === 'string' && params.clientId !== '' ? params.clientId : undefined;
  const app = ports.apps.find((one) => (named === undefined || one.appKey === named) && ports.isAppOrigin(one, origin));
  if (app) return done({ code: ports.issueCode(person.userId, app.appKey) });
  const known = named === undefined || ports.apps.some((one) => one.appKey === named);
  return known ? failed('52014', '页面域名与应用首页地址不一致') : failed('52019', '无效的clientId');
}

function originOf(url: string): string {
  try {
    return new URL(url).origin;
  } catch {
    return '';
  }
}

const phoneInfo = (device: Device) => ({
  screenWidth: 390,
  screenHeight: 844,
  brand: device === 'ios' ? 'Apple' : 'HONOR',
  model: device === 'ios' ? 'iPhone' : 'PGT-AN10',
  version: device === 'ios' ? '18.5' : '14',
  netInfo: 'wifi',
  operatorType: '',
  appVersion: clientVersion,
});
