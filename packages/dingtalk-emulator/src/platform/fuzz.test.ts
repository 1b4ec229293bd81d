import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { app, buildEmulator, tokenOf } from '../testing/build.ts';
import { largerCompany } from '../testing/larger.ts';
import { platformCalls } from './calls.ts';

/** Names that the calls look for, so that wild values reach where they are read. */
const names = [
  'agent_id',
  'userid_list',
  'dept_id_list',
  'to_all_user',
  'msg',
  'task_id',
  'msg_task_id',
  'status_value',
  'dept_id',
  'cursor',
  'size',
  'order_field',
  'userid',
  'unionid',
  'mobile',
  'code',
  'opUnionId',
  'ipWhiteList',
  'addUserIds',
  'addDeptIds',
  'onlyAdminVisible',
  'subscriptions',
  'clientId',
  'grantType',
];
const message = fc
  .constantFrom('text', 'image', 'voice', 'file', 'link', 'markdown', 'action_card', 'oa')
  .chain((kind) =>
    fc.record({
      msgtype: fc.constant(kind),
      [kind]: fc.dictionary(
        fc.constantFrom('head', 'body', 'btn_json_list', 'title', 'media_id', 'message_url'),
        fc.jsonValue(),
      ),
    }),
  );
const wild = fc.oneof(
  fc.constantFrom<unknown>(app.agentId, 'zhixia', 'union-main', 20, '1', true, {}, [], null, ''),
  message,
  fc.jsonValue(),
);
const body = fc.oneof(
  fc.dictionary(fc.constantFrom(...names), wild).map((fields) => JSON.stringify({ agent_id: app.agentId, ...fields })),
  fc.jsonValue().map((value) => JSON.stringify(value)),
  fc.string(),
);

describe('whatever is sent', () => {
  test.each(platformCalls.map((call) => [call.method, call.path, call] as const))(
    '%s %s answers in its family’s form',
    async (method, path, { family }) => {
      const emulator = await buildEmulator({
        company: largerCompany,
        limits: { qps: 1e6, monthlyCalls: 1e6, callsPerIp: 1e6 },
      });
      const token = await tokenOf(emulator);
      const real = path.replace(/\{(\w+)\}/g, (_, name: string) => (name === 'agentId' ? String(app.agentId) : 'main'));
      const url = family === 'old' ? `${emulator.oapiUrl}${real}?access_token=${token}` : `${emulator.apiUrl}${real}`;
      await fc.assert(
        fc.asyncProperty(
          body,
          fc.constantFrom(
            'application/json',
            'application/x-www-form-urlencoded',
            'multipart/form-data; boundary=x',
            '',
          ),
          async (sent, type) => {
            const response = await fetch(url, {
              method,
              headers: {
                accept: 'application/json',
                'x-acs-dingtalk-access-token': token,
                ...(type ? { 'content-type': type } : {}),
              },
              ...(method === 'GET' ? {} : { body: sent }),
            });
            const json = (await response.json()) as Record<string, unknown>;
            if (family === 'old') expect([response.status, typeof json.errcode]).toEqual([200, 'number']);
            else expect(response.ok || typeof json.code === 'string').toBe(true);
          },
        ),
        { numRuns: method === 'GET' ? 3 : 60 },
      );
    },
  );
});
