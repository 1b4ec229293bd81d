import { Secret, type UserId } from '@hongyan/kit';
import { longNumber, old, oldOk, playedAt, type Recording, reveal } from './recording.ts';

const hour = 3_600_000;
const exchange = (given: object): Recording['request'] => ({
  method: 'POST',
  host: 'api',
  path: '/v1.0/oauth2/userAccessToken',
  token: 'none',
  body: { clientId: 'dingmailapp0001', clientSecret: 'app-s3cret', ...given },
});
const me: Recording['request'] = { method: 'GET', host: 'api', path: '/v1.0/contact/users/me', token: 'u-1' };

/** dingtalk-api.md §1.5, §2.2, §2.3. */
export const signInRecordings: readonly Recording[] = [
  {
    title: '免登: who holds the code',
    call: (app) => app.getUserInfo('c0de-1'),
    request: old('/topapi/v2/user/getuserinfo', { code: 'c0de-1' }),
    answer: oldOk({
      result: {
        userid: 'user0001',
        name: '陈明',
        unionid: 'UnIoN0001',
        associated_unionid: 'UnIoNA001',
        device_id: 'd41d8c',
        sys: true,
        sys_level: 1,
      },
    }),
    result: {
      ok: true,
      value: {
        userId: 'user0001',
        name: '陈明',
        unionId: 'UnIoN0001',
        deviceId: 'd41d8c',
        isAdmin: true,
        adminLevel: 1,
      },
    },
  },
  {
    title: '免登: everything printed as text, in other cases, and the rest left out',
    call: (app) => app.getUserInfo('c0de-1'),
    request: old('/topapi/v2/user/getuserinfo', { code: 'c0de-1' }),
    answer: {
      json: { errcode: '0', result: { userId: 'user0001', sys: 'true', sysLevel: '2', unionId: 'UnIoN0001' } },
    },
    result: {
      ok: true,
      value: { userId: 'user0001', name: 'user0001', unionId: 'UnIoN0001', isAdmin: true, adminLevel: 2 },
    },
  },
  {
    title: '免登: a used code, whose number stands in the message only',
    call: (app) => app.getUserInfo('c0de-1'),
    request: old('/topapi/v2/user/getuserinfo', { code: 'c0de-1' }),
    answer: { json: { errcode: 40078, errmsg: '不存在的临时授权码 c0de-1', request_id: '16mail0cc3dd4' } },
    result: {
      ok: false,
      error: { kind: 'param', code: '40078', message: '不存在的临时授权码 [secret]', requestId: '16mail0cc3dd4' },
    },
  },
  {
    title: 'web sign-in: a code becomes a token of the user',
    call: (app) => reveal(app.oauth.exchangeCode('b7e1')),
    request: exchange({ code: 'b7e1', grantType: 'authorization_code' }),
    answer: { json: { accessToken: 'u-1', refreshToken: 'r-1', expireIn: 7200, corpId: 'dingcorp01' } },
    result: {
      ok: true,
      value: { accessToken: 'u-1', refreshToken: 'r-1', expiresAt: playedAt + 2 * hour, corpId: 'dingcorp01' },
    },
  },
  {
    title: 'web sign-in: without the scope `corpid` no corp comes back',
    call: (app) => reveal(app.oauth.exchangeCode('b7e1')),
    request: exchange({ code: 'b7e1', grantType: 'authorization_code' }),
    answer: { json: { accessToken: 'u-1', refreshToken: 'r-1', expireIn: 7200 } },
    result: { ok: true, value: { accessToken: 'u-1', refreshToken: 'r-1', expiresAt: playedAt + 2 * hour } },
  },
  {
    title: 'web sign-in: a used code',
    call: (app) => app.oauth.exchangeCode('b7e1'),
    request: exchange({ code: 'b7e1', grantType: 'authorization_code' }),
    answer: {
      status: 400,
      json: { requestid: 'R', code: 'invalidParameter.authCode.notFound', message: '不合法的临时授权码' },
    },
    result: {
      ok: false,
      error: {
        kind: 'param',
        code: 'invalidParameter.authCode.notFound',
        message: '不合法的临时授权码',
        requestId: 'R',
      },
    },
  },
  {
    title: 'web sign-in: a token is renewed',
    call: (app) => reveal(app.oauth.refresh(new Secret('r-1'))),
    request: exchange({ refreshToken: 'r-1', grantType: 'refresh_token' }),
    answer: { json: { accessToken: 'u-2', refreshToken: 'r-2', expireIn: 7200, corpId: 'dingcorp01' } },
    result: {
      ok: true,
      value: { accessToken: 'u-2', refreshToken: 'r-2', expiresAt: playedAt + 2 * hour, corpId: 'dingcorp01' },
    },
  },
  {
    title: 'who the user is, with the user’s own token',
    call: (app) => app.oauth.getMe(new Secret('u-1')),
    request: me,
    answer: {
      json: {
        nick: '陈明',
        avatarUrl: 'https://static.example.com/a.jpg',
        mobile: '13900000001',
        openId: 'oAbC',
        unionId: 'UnIoN0001',
        email: 'chen@example.com',
        stateCode: '86',
      },
    },
    result: {
      ok: true,
      value: {
        unionId: 'UnIoN0001',
        openId: 'oAbC',
        name: '陈明',
        avatarUrl: 'https://static.example.com/a.jpg',
        email: 'chen@example.com',
      },
    },
  },
  {
    title: 'who the user is, of whom only the id may be told',
    call: (app) => app.oauth.getMe(new Secret('u-1')),
    request: me,
    answer: { json: { unionid: 'UnIoN0001', nick: '陈明' } },
    result: { ok: true, value: { unionId: 'UnIoN0001', name: '陈明' } },
  },
  {
    title: 'a user’s token that has expired is the caller’s to renew',
    call: (app) => app.oauth.getMe(new Secret('u-1')),
    request: me,
    answer: { status: 400, json: { code: 'accesstoken.expired', requestid: 'R', message: 'u-1 expired' } },
    result: {
      ok: false,
      error: { kind: 'token', code: 'accesstoken.expired', message: '[secret] expired', requestId: 'R' },
    },
  },
  {
    title: 'an employee by unionId',
    call: (app) => app.oauth.findByUnionId('UnIoN0001'),
    request: old('/topapi/user/getbyunionid', { unionid: 'UnIoN0001' }),
    answer: oldOk({ result: { contact_type: 0, userid: 'user0001' } }),
    result: { ok: true, value: { userId: 'user0001', contact: 'employee' } },
  },
  {
    title: 'an external contact by unionId, its type printed as text',
    call: (app) => app.oauth.findByUnionId('UnIoN0001'),
    request: old('/topapi/user/getbyunionid', { unionid: 'UnIoN0001' }),
    answer: oldOk({ result: { contact_type: '1', userid: 'user0001' } }),
    result: { ok: true, value: { userId: 'user0001', contact: 'external' } },
  },
  {
    title: 'nobody by unionId',
    call: (app) => app.oauth.findByUnionId('UnIoN0001'),
    request: old('/topapi/user/getbyunionid', { unionid: 'UnIoN0001' }),
    answer: { json: { errcode: 60121, errmsg: '找不到该用户', request_id: 'zkq' } },
    result: { ok: false, error: { kind: 'notfound', code: '60121', message: '找不到该用户', requestId: 'zkq' } },
  },
  {
    title: 'a person of the directory',
    call: (app) => app.getUser('user0001' as UserId),
    request: old('/topapi/v2/user/get', { userid: 'user0001', language: 'zh_CN' }),
    answer: oldOk({
      result: {
        userid: 'user0001',
        unionid: 'UnIoN0001',
        name: '陈明',
        state_code: '86',
        mobile: '13900000001',
        hide_mobile: false,
        job_number: 'A01',
        title: '工程师',
        email: 'chen@example.com',
        org_email: 'chenming@corp.example',
        dept_id_list: [1, 37001],
        dept_order_list: [{ dept_id: 37001, order: longNumber }],
        active: true,
        admin: false,
      },
    }),
    result: {
      ok: true,
      value: {
        userId: 'user0001',
        unionId: 'UnIoN0001',
        name: '陈明',
        title: '工程师',
        email: 'chen@example.com',
        orgEmail: 'chenming@corp.example',
        jobNumber: 'A01',
        departmentIds: [1, 37001],
        active: true,
      },
    },
  },
  {
    title: 'a person whose gated fields are missing',
    call: (app) => app.getUser('user0001' as UserId),
    request: old('/topapi/v2/user/get', { userid: 'user0001', language: 'zh_CN' }),
    answer: oldOk({
      result: { userid: 'user0001', name: '陈明', dept_id_list: '[1,37001]', active: 'false', email: '' },
    }),
    result: { ok: true, value: { userId: 'user0001', name: '陈明', departmentIds: [1, 37001], active: false } },
  },
];
