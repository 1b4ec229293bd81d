import { isPhone } from '../bridge/devices.ts';
import type { Device } from '../model.ts';

/** Where a method of the wire exists: from which client version on, and whether `dd.config` has to grant it. */
export interface MethodRow {
  readonly phone?: string;
  readonly desktop?: string;
  /** Only this kind of phone has it. */
  readonly only?: Device;
  readonly auth?: true;
}

const everywhere: MethodRow = { phone: '0', desktop: '0' };
const phones: MethodRow = { phone: '0' };
const desktops: MethodRow = { desktop: '0' };

/** The JSAPI catalogue by the names on the wire (dingtalk-api.md §2.5, jsapi-host.md §6). */
export const catalogue: Readonly<Record<string, MethodRow>> = {
  'runtime.permission.requestAuthCode': everywhere,
  'runtime.permission.requestAuthCodeV2': { phone: '7.0.45', desktop: '7.0.50' },
  'runtime.permission.requestJsApis': phones,
  config: desktops,
  'biz.navigation.setTitle': everywhere,
  'biz.navigation.setRight': phones,
  'biz.navigation.setMenu': phones,
  'biz.navigation.setIcon': everywhere,
  'biz.navigation.setLeft': everywhere,
  'biz.navigation.close': everywhere,
  'biz.navigation.quit': desktops,
  'biz.navigation.goBack': phones,
  'biz.navigation.replace': everywhere,
  'biz.util.openLink': everywhere,
  'biz.util.openSlidePanel': { desktop: '6.0.0' },
  'biz.util.openModal': desktops,
  'biz.util.invokeWorkbench': { desktop: '6.0.8', auth: true },
  'biz.util.open': { phone: '0', desktop: '0', auth: true },
  'biz.util.previewImage': everywhere,
  'biz.file.chooseFile': { phone: '7.1.5', desktop: '7.1.10' },
  'biz.util.uploadFile': { phone: '7.0.10', desktop: '7.0.10' },
  'biz.file.downloadFile': { phone: '7.0.10' },
  'biz.util.downloadFile': desktops,
  'biz.util.openDocument': { phone: '7.0.10', desktop: '7.0.10' },
  'biz.util.isLocalFileExist': desktops,
  'biz.util.openLocalFile': desktops,
  'biz.contact.complexPicker': { phone: '0', desktop: '0', auth: true },
  'biz.contact.choose': { desktop: '0', auth: true },
  'biz.contact.departmentsPicker': { phone: '0', desktop: '0', auth: true },
  'biz.customContact.choose': { phone: '0', auth: true },
  'biz.customContact.multipleChoose': { phone: '0', auth: true },
  'biz.chat.pickConversation': { phone: '0', desktop: '0', auth: true },
  'biz.chat.chooseConversationByCorpId': { phone: '0', auth: true },
  'biz.chat.openSingleChat': { phone: '0', auth: true },
  'biz.chat.toConversation': { phone: '0', desktop: '0', auth: true },
  'biz.chat.toConversationByOpenConversationId': { phone: '0', desktop: '0', auth: true },
  'biz.ding.create': { phone: '0', auth: true },
  'biz.ding.post': { desktop: '0', auth: true },
  'biz.telephone.call': { phone: '0', auth: true },
  'biz.telephone.showCallMenu': { phone: '0', auth: true },
  'biz.telephone.quickCallList': { phone: '0', auth: true },
  'biz.cspace.saveFile': { phone: '0', auth: true },
  'biz.cspace.preview': everywhere,
  'biz.util.uploadAttachment': { phone: '0', desktop: '0', auth: true },
  'biz.clipboardData.setData': { phone: '0', desktop: '6.5.60', auth: true },
  'biz.util.share': everywhere,
  'biz.util.scan': phones,
  'device.notification.toast': everywhere,
  'device.notification.alert': everywhere,
  'device.notification.confirm': everywhere,
  'device.notification.actionSheet': everywhere,
  'device.notification.showPreloader': everywhere,
  'device.notification.hidePreloader': everywhere,
  'device.connection.getNetworkType': everywhere,
  'device.base.getPhoneInfo': phones,
  'ui.webViewBounce.enable': { phone: '0', only: 'ios' },
  'ui.webViewBounce.disable': { phone: '0', only: 'ios' },
  'ui.pullToRefresh.enable': phones,
  'ui.pullToRefresh.disable': phones,
  'ui.pullToRefresh.stop': phones,
};

/** The method's row, if this device's client has it. */
export function methodOn(method: string, device: Device, version: string): MethodRow | undefined {
  const row = Object.hasOwn(catalogue, method) ? catalogue[method] : undefined;
  const since = isPhone(device) ? row?.phone : row?.desktop;
  if (!row || since === undefined || (row.only && row.only !== device)) return undefined;
  return isAtLeast(version, since) ? row : undefined;
}

function isAtLeast(version: string, least: string): boolean {
  const have = version.split('.').map(Number);
  for (const [at, wanted] of least.split('.').map(Number).entries()) {
    const part = have[at] ?? 0;
    if (part !== wanted) return part > wanted;
  }
  return true;
}
