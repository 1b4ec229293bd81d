import { type Recording, reveal } from './recording.ts';

/** dingtalk-api.md §1.1 to §1.3, §2.4. */
export const tokenRecordings: readonly Recording[] = [
  {
    title: 'an app token of the old family',
    call: (app) => reveal(app.tokens.old()),
    request: {
      method: 'GET',
      host: 'oapi',
      path: '/gettoken',
      query: { appkey: 'dingmailapp0001', appsecret: 'app-s3cret' },
      token: 'none',
    },
    answer: { json: { errcode: 0, errmsg: 'ok', access_token: 'old0token', expires_in: 7200 } },
    result: { ok: true, value: 'old0token' },
  },
  {
    title: 'an app token of the old family, refused',
    call: (app) => app.tokens.old(),
    request: {
      method: 'GET',
      host: 'oapi',
      path: '/gettoken',
      query: { appkey: 'dingmailapp0001', appsecret: 'app-s3cret' },
      token: 'none',
    },
    answer: { json: { errcode: 40096, errmsg: '不合法的appKey或appSecret' } },
    result: { ok: false, error: { kind: 'token', code: '40096', message: '不合法的appKey或appSecret' } },
  },
  {
    title: 'an app token of the new family',
    call: (app) => reveal(app.tokens.app({ fresh: true })),
    request: {
      method: 'POST',
      host: 'api',
      path: '/v1.0/oauth2/accessToken',
      token: 'none',
      body: { appKey: 'dingmailapp0001', appSecret: 'app-s3cret' },
    },
    answer: { json: { accessToken: 'new0token', expireIn: 7200 } },
    result: { ok: true, value: 'new0token' },
  },
  {
    title: 'an app token of the new family, its lifetime printed as text',
    call: (app) => reveal(app.tokens.app()),
    request: {
      method: 'POST',
      host: 'api',
      path: '/v1.0/oauth2/accessToken',
      token: 'none',
      body: { appKey: 'dingmailapp0001', appSecret: 'app-s3cret' },
    },
    answer: { json: { accessToken: 'new0token', expireIn: '7200' } },
    result: { ok: true, value: 'new0token' },
  },
  {
    title: 'a wrong pair',
    call: (app) => app.tokens.app(),
    request: {
      method: 'POST',
      host: 'api',
      path: '/v1.0/oauth2/accessToken',
      token: 'none',
      body: { appKey: 'dingmailapp0001', appSecret: 'app-s3cret' },
    },
    answer: {
      status: 400,
      json: { requestid: '0A1B', code: 'invalidClientIdOrSecret', message: '无效的clientId或者clientSecret' },
    },
    result: {
      ok: false,
      error: {
        kind: 'token',
        code: 'invalidClientIdOrSecret',
        message: '无效的clientId或者clientSecret',
        requestId: '0A1B',
      },
    },
  },
  {
    title: 'a unified token',
    call: (app) => reveal(app.tokens.unified()),
    request: {
      method: 'POST',
      host: 'api',
      path: '/v1.0/oauth2/dingcorp01/token',
      token: 'none',
      body: { client_id: 'dingmailapp0001', client_secret: 'app-s3cret', grant_type: 'client_credentials' },
    },
    answer: { json: { access_token: 'uni0token', expires_in: 7200 } },
    result: { ok: true, value: 'uni0token' },
  },
  {
    title: 'a JSAPI ticket',
    call: (app) => reveal(app.jsapi.getTicket()),
    request: { method: 'POST', host: 'api', path: '/v1.0/oauth2/jsapiTickets', token: 'b0c1d2e3f4' },
    answer: { json: { jsapiTicket: 'T1cket', expireIn: 7200 } },
    result: { ok: true, value: 'T1cket' },
  },
];
