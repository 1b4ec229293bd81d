/** The same sentence in the two languages of the product. Chinese is the source. */
export interface Text2 {
  readonly zh: string;
  readonly en: string;
}

/**
 * Every code that may leave the product, with its HTTP status and what a person should read.
 * `what` says what stopped; `advice` says what to do next.
 */
export const errorCodes = {
  // request
  'request.invalid': code(400, '请求的内容不完整或格式不对。', 'The request is incomplete or malformed.'),
  'request.too_large': code(413, '内容太大了。', 'The content is too large.'),
  'request.forbidden_origin': code(
    403,
    '这个请求不是从企业邮箱的页面发出的。',
    'This request did not come from our own pages.',
  ),
  'request.unknown_host': code(421, '这个地址不属于本服务。', 'This host name is not served here.'),
  'request.not_found': code(404, '没有找到。', 'Not found.'),
  'request.conflict': code(
    409,
    '内容刚刚被改动过，请刷新后再试。',
    'It changed in the meantime. Reload and try again.',
  ),
  'request.throttled': code(429, '操作太频繁了，请稍等片刻再试。', 'Too many attempts. Wait a moment and try again.'),
  'internal.error': code(500, '服务器出错了，没有丢失数据。', 'The server failed. Nothing was lost.'),
  'internal.unavailable': code(
    503,
    '服务正在启动或维护，请稍后再试。',
    'The service is starting or under maintenance.',
  ),
  // session
  'session.required': code(
    401,
    '登录已失效，请从钉钉重新打开企业邮箱。',
    'You are signed out. Open the mail app from DingTalk again.',
  ),
  'session.code_invalid': code(
    401,
    '钉钉的免登码已失效，请重新打开企业邮箱。',
    'The DingTalk sign-in code has expired. Open the app again.',
  ),
  'session.outside_scope': code(
    403,
    '您不在这个应用的可见范围内，请联系管理员。',
    'You are outside this app’s visible scope. Ask your administrator.',
  ),
  'session.unknown_corp': code(
    404,
    '这个企业还没有接入，请联系管理员。',
    'This organisation has not been connected. Ask your administrator.',
  ),
  'session.paused': code(
    403,
    '管理员暂停了企业邮箱。邮件和绑定都还在，恢复后请重新打开。',
    'Your administrator has paused the mail app. Mail and bindings are kept; open it again once it is resumed.',
  ),
  'session.console_required': code(401, '请先登录管理控制台。', 'Sign in to the console first.'),
  'session.setup_token_invalid': code(
    401,
    '初始化口令不对、已用过或已过期。可在服务器上运行 npx hongyan admin token 取一个新的。',
    'The setup token is wrong, used or too old. Run npx hongyan admin token on the server for a fresh one.',
  ),
  'session.address_refused': code(
    403,
    '您的网络地址不在管理控制台的允许名单里。',
    'Your network address is not on the console’s allow-list.',
  ),
  'session.admin_only': code(403, '只有管理员可以这样做。', 'Only an administrator may do this.'),
  // binding
  'binding.key_expired': code(
    409,
    '加密用的密钥已过期，请再点一次绑定。',
    'The encryption key expired. Press bind again.',
  ),
  'binding.address_refused': code(
    422,
    '这个邮箱地址不属于本企业的邮件域。',
    'This address does not belong to your organisation’s mail domain.',
  ),
  'binding.throttled': code(
    429,
    '尝试次数太多。为避免邮箱被锁，请 15 分钟后再试。',
    'Too many attempts. To keep the mailbox from being locked, try again in 15 minutes.',
  ),
  'binding.missing': code(404, '您还没有绑定邮箱。', 'No mailbox is bound yet.'),
  // mail servers (mail-providers.md §7)
  'mail.auth_bad': code(422, '邮箱地址或密码不对。', 'The address or the password is wrong.'),
  'mail.auth_code_required': code(
    422,
    '这个邮箱要用客户端授权码登录，不是登录密码。',
    'This mailbox needs a client authorization code, not the login password.',
  ),
  'mail.auth_ambiguous': code(
    422,
    '邮件服务器拒绝登录：密码不对、IMAP 未开启或登录太频繁。',
    'The mail server refused: wrong password, IMAP switched off, or too many logins.',
  ),
  'mail.service_off': code(422, '这个邮箱没有开启 IMAP/SMTP 服务。', 'IMAP/SMTP is switched off for this mailbox.'),
  'mail.ip_denied': code(
    422,
    '邮件系统的 IP 规则拒绝了本服务，请把出口 IP 交给邮箱管理员放行。',
    'The mail system’s IP rule blocks this server. Give its egress IP to the mail administrator.',
  ),
  'mail.unsafe_login': code(422, '邮件服务器认为登录不安全。', 'The mail server calls this login unsafe.'),
  'mail.region_wrong': code(
    422,
    '邮件服务器的集群地址不对，请管理员检查主机设置。',
    'Wrong mail cluster. Ask the administrator to check the host.',
  ),
  'mail.account_disabled': code(
    422,
    '这个邮箱账号已停用、过期或需要先在网页邮箱处理。',
    'This mail account is disabled, expired or must be settled in webmail first.',
  ),
  'mail.throttled': code(
    503,
    '邮件服务器请我们慢一点，会自动再试。',
    'The mail server asked us to slow down. We will retry.',
  ),
  'mail.quota': code(422, '邮箱或发信额度用完了。', 'The mailbox or sending quota is used up.'),
  'mail.sender_rejected': code(422, '邮件服务器不接受这个发件人。', 'The mail server refuses this sender.'),
  'mail.recipient_rejected': code(422, '邮件服务器不接受某个收件人。', 'The mail server refuses a recipient.'),
  'mail.content_rejected': code(
    422,
    '邮件服务器拒绝了这封邮件的内容。',
    'The mail server rejected the content of this mail.',
  ),
  'mail.size': code(422, '邮件太大，超过了邮件服务器的限制。', 'The mail is larger than the mail server allows.'),
  'mail.certificate': code(
    502,
    '邮件服务器的证书无法验证，请管理员检查。',
    'The mail server’s certificate cannot be verified.',
  ),
  'mail.network': code(502, '连不上邮件服务器。', 'The mail server cannot be reached.'),
  'mail.protocol': code(502, '邮件服务器的回答无法理解。', 'The mail server’s answer cannot be understood.'),
  'mail.gone': code(
    410,
    '这封邮件已不在服务器上，可能被移动或删除了。',
    'This mail is no longer on the server; it was moved or deleted.',
  ),
  'mail.too_complex': code(
    422,
    '这封邮件的结构太复杂，无法安全显示，可以下载原件。',
    'This mail is too complex to show safely. You can download the original.',
  ),
  'mail.folder_missing': code(404, '没有这个文件夹。', 'There is no such folder.'),
  // sending
  'send.unknown': code(
    202,
    '发送结果未知：服务器没有回答。请到已发送里查看后再决定。',
    'Outcome unknown: the server did not answer. Check Sent before you repeat it.',
  ),
  'send.too_late': code(409, '这封邮件已经发出，不能撤回。', 'This mail has already gone out.'),
  // notice
  'notice.not_yours': code(
    404,
    '这封邮件属于另一个邮箱，您没有绑定它。',
    'This mail belongs to another mailbox that you have not bound.',
  ),
  // DingTalk
  'dingtalk.token': code(
    502,
    '钉钉不接受应用凭证，请管理员检查 AppKey 与 AppSecret。',
    'DingTalk refuses the app credentials. Check AppKey and AppSecret.',
  ),
  'dingtalk.permission': code(502, '钉钉应用缺少权限，请管理员开通。', 'The DingTalk app lacks a permission.'),
  'dingtalk.ip': code(
    502,
    '钉钉拒绝了本服务的出口 IP，请加入“服务器出口 IP”。',
    'DingTalk blocks our egress IP. Add it to the app’s egress IP list.',
  ),
  'dingtalk.qps': code(503, '钉钉接口繁忙，会自动再试。', 'DingTalk asked us to slow down. We will retry.'),
  'dingtalk.quota': code(
    503,
    '本月钉钉调用额度用完了，邮件照常收发。',
    'This month’s DingTalk quota is used up. Mail itself still works.',
  ),
  'dingtalk.scope': code(403, '这位成员不在应用的可见范围内。', 'This member is outside the app’s visible scope.'),
  'dingtalk.not_found': code(404, '钉钉里没有这个对象。', 'DingTalk does not know this object.'),
  'dingtalk.param': code(502, '钉钉不接受请求的参数。', 'DingTalk refused a parameter.'),
  'dingtalk.busy': code(
    503,
    '钉钉暂时没有回答，会自动再试。',
    'DingTalk does not answer at the moment. We will retry.',
  ),
  // apps
  'app.exists': code(
    409,
    '这个企业（CorpId）已经登记过应用，请到自建应用管理里编辑它。',
    'An app is already registered for this CorpId. Edit it instead.',
  ),
  'app.invalid': code(422, '有几项填得不对，请改正后再提交。', 'Some fields are wrong. Correct them and submit again.'),
  // callback
  'callback.refused': code(403, '回调没有通过验证。', 'The callback was not accepted.'),
  // set-up
  'config.invalid': code(500, '配置有误。', 'The configuration is wrong.'),
  'database.unavailable': code(503, '数据库暂时不可用。', 'The database is not available.'),
} as const satisfies Record<string, { status: number; what: Text2 }>;

function code(status: number, zh: string, en: string): { status: number; what: Text2 } {
  return { status, what: { zh, en } };
}

export type ErrorCode = keyof typeof errorCodes;

/** The one error class. `detail` is small, safe to show (a server's own words, an IP); `cause` is for logs. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly what: Text2;
  readonly detail: string | undefined;
  /** May the same call be made again by itself, and after how many milliseconds? */
  readonly retryAfterMs: number | undefined;
  /** Problems of a form, by field. */
  readonly fields: Readonly<Record<string, Text2>> | undefined;

  constructor(
    code: ErrorCode,
    options: {
      detail?: string | undefined;
      retryAfterMs?: number | undefined;
      cause?: unknown;
      what?: Text2;
      fields?: Readonly<Record<string, Text2>> | undefined;
    } = {},
  ) {
    super(`${code}${options.detail ? `: ${options.detail}` : ''}`, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.status = errorCodes[code].status;
    this.what = options.what ?? errorCodes[code].what;
    this.detail = options.detail;
    this.retryAfterMs = options.retryAfterMs;
    this.fields = options.fields;
  }
}

export const isAppError = (value: unknown): value is AppError => value instanceof AppError;

/** Anything thrown, as an AppError; what we did not foresee keeps its cause and shows nothing of it. */
export const toAppError = (thrown: unknown): AppError =>
  isAppError(thrown) ? thrown : new AppError('internal.error', { cause: thrown });
