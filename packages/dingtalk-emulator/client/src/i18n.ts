import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

export type Language = 'zh' | 'en';

/** Every sentence of the client, Chinese first. */
const texts = {
  name: ['钉钉替身', 'Stand-in'],
  notice: ['演示环境，不是钉钉官方客户端', 'Demonstration, not the official client'],
  people: ['切换成员', 'Switch person'],
  everyone: ['全部成员', 'Everyone'],
  findPerson: ['按姓名或部门查找', 'Find by name or department'],
  nobodyFound: ['没有这样的成员', 'Nobody like that'],
  admin: ['管理员', 'Admin'],
  cardOf: ['邮箱与密码', 'Mailbox'],
  address: ['邮箱', 'Address'],
  password: ['密码', 'Password'],
  noMailbox: ['这位成员没有演示邮箱', 'No demo mailbox for this person'],
  mailboxHint: ['绑定邮箱时填这两项。', 'Use these two to bind the mailbox.'],
  copy: ['复制', 'Copy'],
  copied: ['已复制', 'Copied'],
  theme: ['深色', 'Dark'],
  light: ['浅色', 'Light'],
  network: ['网络', 'Network'],
  normal: ['正常', 'Normal'],
  slow: ['慢网', 'Slow'],
  offline: ['断网', 'Off'],
  newMail: ['来一封新邮件', 'New mail'],
  newMailBusy: ['正在投递', 'Delivering'],
  newMailFailed: ['没有投递：', 'Not delivered: '],
  newMailOff: ['没有连接演示邮箱', 'No demo mailbox is connected'],
  devices: ['设备', 'Devices'],
  phoneKind: ['手机', 'Phone'],
  pcKind: ['电脑', 'PC'],
  phone: ['手机', 'Phone'],
  pc: ['电脑', 'PC'],
  messages: ['消息', 'Messages'],
  workbench: ['工作台', 'Workbench'],
  contacts: ['通讯录', 'Contacts'],
  calendar: ['日历', 'Calendar'],
  todo: ['待办', 'To-do'],
  drive: ['钉盘', 'Drive'],
  me: ['我的', 'Me'],
  notAvailable: ['演示中不可用', 'Not part of the demonstration'],
  search: ['搜索', 'Search'],
  common: ['常用应用', 'Frequent'],
  business: ['协同与业务', 'Work together'],
  noApp: ['还没有应用。登记一个应用后，它会出现在这里。', 'No app yet. It appears here once it is registered.'],
  work: ['工作通知', 'Notifications'],
  workOf: ['工作通知：', 'Notices: '],
  emptyFeed: ['还没有工作通知', 'No notifications yet'],
  emptyFeedHint: [
    '打开企业邮箱并绑定邮箱，再点“来一封新邮件”，通知会出现在这里。',
    'Open the mail app and bind a mailbox, then press “New mail”. The notification appears here.',
  ],
  open: ['打开', 'Open '],
  details: ['查看详情', 'Details'],
  read: ['已读', 'read'],
  unread: ['未读', 'unread'],
  back: ['返回', 'Back'],
  close: ['关闭', 'Close'],
  more: ['更多', 'More'],
  reload: ['刷新', 'Reload'],
  expand: ['放大电脑窗口', 'Enlarge the PC window'],
  shrink: ['还原电脑窗口', 'Restore the PC window'],
  panel: ['侧边面板', 'Side panel'],
  modal: ['弹窗', 'Dialog'],
  openBrowser: ['已在浏览器中打开', 'Opened in the browser'],
  badLink: ['这个链接打不开', 'This link cannot be opened'],
  log: ['调用记录', 'Calls'],
  logHint: ['钉钉收到的请求，与真实额度同样计数', 'What DingTalk was asked, counted like the real quota'],
  month: ['本月', 'This month'],
  inject: ['注入故障', 'Inject a fault'],
  active: ['生效中', 'In force'],
  lift: ['解除', 'Lift'],
  liftAll: ['全部解除', 'Lift all'],
  signIn: ['下一次免登', 'Next sign-in'],
  once: ['只一次', 'Once'],
  until: ['直到解除', 'Until lifted'],
  everyCall: ['所有接口', 'Every call'],
  sendOnly: ['仅发送通知', 'Sending only'],
  scope: ['范围', 'Scope'],
  duration: ['次数', 'How often'],
  noCalls: ['还没有调用', 'No calls yet'],
  time: ['时间', 'Time'],
  call: ['接口', 'Call'],
  about: ['内容', 'About'],
  result: ['结果', 'Result'],
  took: ['用时', 'Took'],
  counted: ['计入额度', 'counts'],
  request: ['请求', 'Request'],
  response: ['回答', 'Answer'],
  noAnswer: ['没有回答', 'none'],
  bytes: ['字节', 'bytes'],
  collapse: ['收起调用记录', 'Fold the calls'],
  unfold: ['展开调用记录', 'Unfold the calls'],
  disconnected: ['与替身的连接断开了，正在重新连接', 'Lost the stand-in, reconnecting'],
  loading: ['正在连接', 'Connecting'],
  attachments: ['个附件', 'attachments'],
  cancel: ['取消', 'Cancel'],
  image: ['图片', 'Image'],
  language: ['English', '中文'],
} as const satisfies Record<string, readonly [string, string]>;

export type TextKey = keyof typeof texts;
export type Say = (key: TextKey) => string;

const LanguageContext = createContext<Language>('zh');
export const LanguageProvider = LanguageContext.Provider;

export const useLanguage = (): Language => useContext(LanguageContext);

/** The sentence in the reader's language. */
export function useText(): Say {
  const at = useLanguage() === 'zh' ? 0 : 1;
  return (key) => texts[key][at];
}
