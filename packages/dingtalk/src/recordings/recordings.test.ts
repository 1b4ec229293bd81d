import { describe, expect, test } from 'vitest';
import { createDingTalk } from '../client.ts';
import { memoryTokenStore } from '../memory-token-store.ts';
import { scriptHttp } from '../testing/scripted-http.ts';
import { noteRecorded } from '../testing/traffic.ts';
import { appRecordings } from './apps.ts';
import { contactRecordings } from './contacts.ts';
import { notificationRecordings } from './notifications.ts';
import { appToken, credential, playedAt, type Recording } from './recording.ts';
import { signInRecordings } from './sign-in.ts';
import { tokenRecordings } from './tokens.ts';

const issuing = '/v1.0/oauth2/accessToken';

async function play({ call, request, answer }: Recording) {
  const { http, sent } = scriptHttp({
    [issuing]: { json: { accessToken: appToken, expireIn: 7200 } },
    [request.path]: { ...answer },
  });
  const clock = { now: () => playedAt, sleep: async () => undefined };
  const result = await call(createDingTalk({ http, clock, tokens: memoryTokenStore() })(credential));
  const [only, ...others] = sent.filter((one) => one.path === request.path);
  expect(others).toEqual([]);
  return { result, sent: only! };
}

describe.each<[string, readonly Recording[]]>([
  ['tokens', tokenRecordings],
  ['sign-in', signInRecordings],
  ['contacts', contactRecordings],
  ['notifications', notificationRecordings],
  ['apps and failed events', appRecordings],
])('%s as documented', (_family, recordings) => {
  test.each(recordings.map((recording) => [recording.title, recording] as const))('%s', async (_title, recording) => {
    const { request } = recording;
    const { result, sent } = await play(recording);
    expect(result).toEqual(recording.result);
    expect(sent.method).toBe(request.method);
    expect(sent.origin).toBe(`https://${request.host}.dingtalk.com`);
    const token = request.token === 'none' ? {} : { token: request.token };
    const { access_token: inQuery, ...query } = Object.fromEntries(sent.query);
    const { 'x-acs-dingtalk-access-token': inHeader, ...headers } = sent.headers;
    const isOld = request.host === 'oapi';
    expect({ inQuery, inHeader }).toEqual(isOld ? { inQuery: token.token } : { inHeader: token.token });
    expect(query).toEqual(request.query ?? {});
    expect(sent.body === undefined ? undefined : JSON.parse(sent.body)).toEqual(request.body);
    expect(headers).toEqual({
      accept: 'application/json',
      ...(request.body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    });
    if ((recording.result as { ok?: unknown }).ok !== false) noteRecorded(sent.method, sent.path);
  });
});
