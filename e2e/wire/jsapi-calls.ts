/** One JSAPI of dingtalk-api.md §2.5 that needs no robot: as a page calls it, and the method that the container then sees. */
export interface ScopedJsapi {
  /** Name below `dd`. */
  readonly api: string;
  readonly wire: string;
  readonly on: readonly ('ios' | 'android' | 'pc')[];
  readonly params: Readonly<Record<string, unknown>>;
  /** Needs `dd.config` to have named it. */
  readonly signed?: true;
}

const all = ['ios', 'android', 'pc'] as const;
const phones = ['ios', 'android'] as const;
const pc = ['pc'] as const;
const corpId = 'dingwirecorp01';

/** The catalogue that a mail client uses (dingtalk-api.md §2.5, jsapi-host.md §6). */
export const scopedJsapi: readonly ScopedJsapi[] = [
  { api: 'requestAuthCode', wire: 'runtime.permission.requestAuthCodeV2', on: all, params: { corpId } },
  {
    api: 'runtime.permission.requestAuthCode',
    wire: 'runtime.permission.requestAuthCode',
    on: all,
    params: { corpId },
  },
  { api: 'setNavigationTitle', wire: 'biz.navigation.setTitle', on: all, params: { title: '收件箱' } },
  { api: 'biz.navigation.close', wire: 'biz.navigation.close', on: all, params: {} },
  { api: 'quitPage', wire: 'biz.navigation.quit', on: pc, params: {} },
  { api: 'goBackPage', wire: 'biz.navigation.goBack', on: phones, params: {} },
  { api: 'openLink', wire: 'biz.util.openLink', on: all, params: { url: 'https://mail.wire.test/' } },
  {
    api: 'openPageInSlidePanelForPC',
    wire: 'biz.util.openSlidePanel',
    on: pc,
    params: { url: 'https://mail.wire.test/', title: '一封邮件' },
  },
  {
    api: 'openPageInModalForPC',
    wire: 'biz.util.openModal',
    on: pc,
    params: { url: 'https://mail.wire.test/', title: '一封邮件', size: 'middle' },
  },
  {
    api: 'previewImage',
    wire: 'biz.util.previewImage',
    on: all,
    params: { urls: ['https://mail.wire.test/a.png'], current: 0 },
  },
  {
    api: 'biz.contact.complexPicker',
    wire: 'biz.contact.complexPicker',
    on: all,
    params: { corpId, multiple: true, maxUsers: 10, pickedUsers: [], title: '收件人' },
    signed: true,
  },
  {
    api: 'chooseDepartments',
    wire: 'biz.contact.departmentsPicker',
    on: all,
    params: { corpId, multiple: true, maxDepartments: 5, title: '部门', limitTips: '', pickedDepartments: [] },
    signed: true,
  },
  {
    api: 'chooseStaffForPC',
    wire: 'biz.contact.choose',
    on: pc,
    params: { corpId, multiple: true, max: 10, users: [] },
    signed: true,
  },
  { api: 'setClipboard', wire: 'biz.clipboardData.setData', on: all, params: { text: '地址' }, signed: true },
  {
    api: 'showToast',
    wire: 'device.notification.toast',
    on: all,
    params: { content: '已归档', type: 'success', duration: 1000 },
  },
  {
    api: 'alert',
    wire: 'device.notification.alert',
    on: all,
    params: { title: '提示', content: '好', buttonText: '知道了' },
  },
  {
    api: 'confirm',
    wire: 'device.notification.confirm',
    on: all,
    params: { title: '删除？', content: '', cancelButtonText: '取消' },
  },
  {
    api: 'showActionSheet',
    wire: 'device.notification.actionSheet',
    on: all,
    params: { title: '移动到', items: ['收件箱', '归档'], cancelButtonText: '取消' },
  },
  { api: 'showLoading', wire: 'device.notification.showPreloader', on: all, params: { content: '请稍候' } },
  { api: 'hideLoading', wire: 'device.notification.hidePreloader', on: all, params: {} },
  { api: 'getNetworkType', wire: 'device.connection.getNetworkType', on: all, params: {} },
  { api: 'getSystemInfo', wire: 'device.base.getPhoneInfo', on: phones, params: {} },
  { api: 'ui.webViewBounce.disable', wire: 'ui.webViewBounce.disable', on: ['ios'], params: {} },
  { api: 'biz.util.scan', wire: 'biz.util.scan', on: phones, params: { type: 'qrCode' } },
];
