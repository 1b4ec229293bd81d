import type { Rule } from './call.ts';

const rule = (section: string, zh: string, en: string): Rule => ({ section, zh, en });

/** The rules of dingtalk-api.md that a caller can break, by the code in which the platform says so. */
const byCode: Readonly<Record<string, Rule>> = {
  // tokens and the gateway
  '40000': rule('0.2', '没有带 access_token', 'No access_token came with the call'),
  '41001': rule('0.2', '没有带 access_token', 'No access_token came with the call'),
  '40014': rule('1.4', 'access_token 不是平台发出的', 'The access_token was never issued'),
  '42001': rule('1.4', 'access_token 只活 7200 秒', 'An access_token lives for 7,200 seconds'),
  InvalidAuthentication: rule('0.3', '令牌无效或已过期', 'The token is unknown or expired'),
  'AuthenticationFailed.MissingParameter': rule(
    '0.1',
    '新版接口的令牌放在 x-acs-dingtalk-access-token 头里，Authorization: Bearer 不算',
    'The new family wants its token in the header x-acs-dingtalk-access-token; Authorization: Bearer does not count',
  ),
  '60011': rule('5.7', '应用没有这个权限点', 'The app lacks this permission point'),
  'Forbidden.AccessDenied.AccessTokenPermissionDenied': rule(
    '5.7',
    '应用没有这个权限点，或令牌的种类不对',
    'The app lacks this permission point, or the token is of another kind',
  ),
  '60020': rule('9.1', '来源 IP 不在服务器出口IP里', 'The caller’s address is not among the egress addresses'),
  'Forbidden.AccessDenied.IpNotInWhiteList': rule(
    '9.1',
    '来源 IP 不在服务器出口IP里',
    'The caller’s address is not among the egress addresses',
  ),
  '90018': rule('10.1', '一个应用调用一个接口，每秒有上限', 'One app calls one API only so often in a second'),
  'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi': rule(
    '10.1',
    '一个应用调用一个接口，每秒有上限',
    'One app calls one API only so often in a second',
  ),
  '90002': rule(
    '10.1',
    '整个平台调用这个接口，每秒有上限',
    'The whole platform calls one API only so often in a second',
  ),
  'Forbidden.AccessDenied.QpsLimitForApi': rule(
    '10.1',
    '整个平台调用这个接口，每秒有上限',
    'The whole platform calls one API only so often in a second',
  ),
  '90020': rule('10.3', '企业本月的调用量用完了', 'The organisation’s calls of this month are used up'),
  'Forbidden.AccessDenied.ApiCountLimitForOrg': rule(
    '10.3',
    '企业本月的调用量用完了',
    'The organisation’s calls of this month are used up',
  ),
  // form
  '22': rule('0.1', '没有这个 topapi 接口', 'There is no such topapi call'),
  '404': rule('0.1', '没有这个地址', 'There is no such address'),
  'InvalidAction.NotFound': rule('0.1', '没有这个接口，或方法不对', 'No such API, or another method'),
  Missingbody: rule('0.1', '新版接口只收 JSON', 'The new family takes JSON only'),
  '43002': rule('0.1', '这个接口要用 POST', 'This call wants POST'),
  '34014': rule('0.1', '请求体不是 JSON', 'The body is no JSON'),
  '400002': rule('5', '缺少参数或参数不对', 'A parameter is missing or wrong'),
  '400001': rule('5.6', '缺少参数', 'A parameter is missing'),
  '40035': rule('3.3', '缺少参数或参数不对', 'A parameter is missing or wrong'),
  // sign-in
  '40096': rule('1.1', 'AppKey 或 AppSecret 不对', 'Wrong AppKey or AppSecret'),
  invalidClientIdOrSecret: rule('1.2', 'AppKey 或 AppSecret 不对', 'Wrong AppKey or AppSecret'),
  'invalid.client': rule('1.3', 'AppKey 或 AppSecret 不对', 'Wrong AppKey or AppSecret'),
  'unsupported.grant.type': rule('1.3', 'grant_type 只能是 client_credentials', 'grant_type is client_credentials'),
  unknownError: rule('1.3', '没有这个企业', 'There is no such organisation'),
  '40078': rule(
    '2.2',
    '免登码用过一次、超过 5 分钟，或不是这一种',
    'The code was used, is older than 5 minutes, or of another kind',
  ),
  '40079': rule('2.2', '这个人不在应用的可见范围里', 'The person is outside the app’s visible scope'),
  'accesstoken.expired': rule('0.3', '用户令牌已过期', 'The person’s token is expired'),
  'invalidParameter.authCode.notFound': rule(
    '1.5',
    '授权码用过一次、已过期，或不是这一种',
    'The code was used, is expired, or of another kind',
  ),
  'invalidParameter.refreshToken.notFound': rule(
    '1.5',
    'refreshToken 用过，或超过 30 天',
    'The refreshToken was used, or is older than 30 days',
  ),
  'invalidParameter.grantType.invalid': rule(
    '1.5',
    'grantType 为 authorization_code 或 refresh_token，字段名用驼峰',
    'grantType is authorization_code or refresh_token, and names are camelCase',
  ),
  'invalidParameter.user.notFound': rule('1.5', '没有这个人', 'There is no such person'),
  invalidCode: rule('1.6', '后台免登码无效', 'The console’s sign-in code is unknown'),
  invalidToken: rule('1.6', '要用后台免登的令牌', 'The console’s sign-in wants a token of its own'),
  authFailed: rule('7.1', 'clientId 或 clientSecret 不对', 'Wrong clientId or clientSecret'),
  'invalidParameter.subscriptions': rule(
    '7.1',
    'subscriptions 的写法不对，事件的 topic 只能是 *',
    'The subscriptions are malformed; the topic of events is *',
  ),
  // contacts
  '33012': rule('2.3', 'userid 的写法不对', 'No userid looks like this'),
  '60121': rule('5.4', '没有这个成员', 'There is no such member'),
  '60003': rule('5.1', '没有这个部门', 'There is no such department'),
  '40009': rule('5.1', '部门编号不对', 'No department has such an id'),
  '50002': rule('5.5', '成员不在通讯录权限范围里', 'The member is outside the authorised scope'),
  '50004': rule('5.5', '部门不在通讯录权限范围里', 'The department is outside the authorised scope'),
  '40104': rule('5.4', '手机号的写法不对', 'No mobile number looks like this'),
  // notices
  '40056': rule('3.1', 'agent_id 不是这个令牌的应用', 'The agent_id is not that of the token’s app'),
  '40031': rule('3.1', 'userid 列表的写法不对', 'The list of userids is malformed'),
  '40032': rule('3.1', '一次最多 100 个 userid', 'At most 100 userids at once'),
  '40008': rule('3.3', '没有这种消息', 'There is no such kind of message'),
  '45002': rule('3.3', '消息太长：整个 msg 不超过 2048 字节', 'Too long: the whole msg has at most 2,048 bytes'),
  '34008': rule('3.3', '图片消息没有内容', 'An image without content'),
  '34009': rule('3.3', '链接消息没有内容', 'A link without content'),
  '34010': rule('3.3', '文件消息没有内容', 'A file without content'),
  '34011': rule('3.3', '语音消息没有内容', 'A voice message without content'),
  '40007': rule('3.3', '没有这个 media_id', 'There is no such media_id'),
  '40048': rule('3.3', '链接的域名或写法不安全', 'The address is of an unsafe form'),
  '41052': rule(
    '3.7',
    '状态栏要等发送完成（进度 2）才能改',
    'A bar changes only after the sending is done (progress 2)',
  ),
  '15': rule('3.5', '超过 100 个接收人的任务查不到结果', 'There is no result for more than 100 recipients'),
  '40004': rule('3.3', '文件类型不对', 'The type of the file is not taken'),
  '41005': rule('3.3', '缺少 media 文件，或它没有文件名', 'No part named media, or it has no file name'),
  '40005': rule('3.3', '文件扩展名不对', 'Files of this kind are not taken'),
  '40006': rule('3.3', '文件太大', 'The file is too large'),
  // apps
  invalidParam: rule('5.8', '缺少参数或参数不对', 'A parameter is missing or wrong'),
  invalidUser: rule('5.8', '没有这个操作人', 'There is no such operator'),
  noAppManagePermission: rule('5.8', '操作人不能管理这个应用', 'The operator does not manage the app'),
  illegalIp: rule('5.8', '出口 IP 的写法不对，或超过 50 个', 'An address is malformed, or there are more than 50'),
  invalidAgentId: rule('5.8', '没有这个应用', 'There is no such app'),
  invalidUserId: rule('5.8', '没有这个成员', 'There is no such member'),
  illegalAppName: rule('5.8', '应用名称为 2 到 20 个字', 'A name has 2 to 20 characters'),
  illegalAppDesc: rule('5.8', '应用描述不超过 200 个字', 'A description has at most 200 characters'),
  illegalAppIcon: rule('5.8', '图标的 media_id 不对', 'There is no such icon'),
};

/** The silent drops (§3.2, §3.5): the call succeeds, and somebody gets nothing. */
const byDrop: Readonly<Record<string, Rule>> = {
  '143103': rule(
    '3.2',
    '发出去了，但有人没收到：每分钟 5000 人的上限',
    'Accepted, yet not delivered to all: 5,000 recipients a minute',
  ),
  '143104': rule(
    '3.2',
    '发出去了，但有人没收到：企业每分钟的上限',
    'Accepted, yet not delivered to all: the organisation’s limit a minute',
  ),
  '143105': rule(
    '3.2',
    '发出去了，但有人没收到：一人一天 500 条',
    'Accepted, yet not delivered to all: 500 a day for each person',
  ),
  '143106': rule(
    '3.2',
    '发出去了，但有人没收到：同样的内容一天只能发一次',
    'Accepted, yet not delivered to all: the same content once a day',
  ),
  '1430002': rule('3.5', '发出去了，但有人没收到：内容被禁止', 'Accepted, yet not delivered to all: forbidden content'),
  '1430003': rule(
    '3.2',
    '发出去了，但有人没收到：系统保护，全员消息一天 3 次',
    'Accepted, yet not delivered to all: system protection, 3 sends to everyone a day',
  ),
  '1430004': rule(
    '3.5',
    '发出去了，但有人没收到：对方开了高管模式',
    'Accepted, yet not delivered to all: executive mode',
  ),
};

export const ruleOfCode = (code: string): Rule | undefined => byCode[code];
export const ruleOfDrop = (code: string): Rule | undefined => byDrop[code];

/** Rules that more than one code stands for, or none. */
export const rules = {
  pairInQuery: rule('1.1', 'appkey 和 appsecret 要放在查询串里', 'appkey and appsecret stand in the query'),
  blocked: rule(
    '10.1',
    '一个出口 IP 20 秒内最多 10000 次，超过则封 5 分钟',
    'One address calls 10,000 times in 20 seconds, or is shut out for 5 minutes',
  ),
  tooManyWithBar: rule('3.3', '带状态栏的消息只能发给列出的 5 人以内', 'A status bar goes to at most 5 named people'),
  paging: rule('5.3', 'cursor 为 0 到 100000，size 为 1 到 100', 'cursor is 0 to 100,000 and size 1 to 100'),
  taskWindow: rule('3.4', '任务只能查 24 小时', 'A task is known for 24 hours'),
  barWindow: rule('3.7', '状态栏只能在限期内改', 'A bar changes only within its time'),
  recallWindow: rule('3.6', '24 小时内才能撤回', 'A message is recalled within 24 hours'),
  departments: rule('3.1', '一次最多 20 个部门', 'At most 20 departments at once'),
} satisfies Record<string, Rule>;
