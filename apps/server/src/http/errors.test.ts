import { once } from 'node:events';
import http from 'node:http';
import { AppError, systemClock } from '@hongyan/kit';
import { afterEach, expect, test } from 'vitest';
import { createLog } from '../platform/log/log.ts';
import { toHttpError } from './errors.ts';
import { openTestHttp, type TestHttp, testHost } from './testing.ts';
import { route } from './types.ts';

let one: TestHttp | undefined;
afterEach(async () => {
  await one?.close();
  one = undefined;
});

test('a database that is away, full or in each other’s way is no fault of the request, and passes', () => {
  const away = [
    ...['08006', '57P01', '40P01', '40001', '53300', '53100', 'ECONNREFUSED'].map((code) =>
      Object.assign(new Error('x'), { code }),
    ),
    new Error('timeout exceeded when trying to connect'),
    new Error('Connection terminated unexpectedly'),
    new Error('Connection terminated due to connection timeout'),
  ];
  for (const error of away) expect([error.message, toHttpError(error).status]).toEqual([error.message, 503]);
  for (const code of ['23505', '42601', '22021'])
    expect(toHttpError(Object.assign(new Error('x'), { code })).status).toBe(500);
  expect(toHttpError(new AppError('mail.gone')).status).toBe(410);
});

test('a caller who leaves is nothing to alarm anyone about', async () => {
  const lines: string[] = [];
  let begun: () => void = () => undefined;
  const started = new Promise<void>((resolve) => {
    begun = resolve;
  });
  one = await openTestHttp({
    clock: systemClock,
    log: createLog({ level: 'debug', to: { write: (line) => void lines.push(line) } }),
    routes: [
      route({
        method: 'GET',
        url: '/api/v1/slow',
        auth: 'none',
        handler: async ({ signal }) => {
          begun();
          await systemClock.sleep(60_000, signal);
        },
      }),
      route({
        method: 'GET',
        url: '/api/v1/broken',
        auth: 'none',
        handler: () => Promise.reject(new Error('a bug')),
      }),
    ],
  });
  const port = await one.http.listen('127.0.0.1', 0);
  const asked = http.get({ port, host: '127.0.0.1', path: '/api/v1/slow', headers: { host: testHost } });
  asked.on('error', () => undefined);
  await started;
  asked.destroy();
  const [answer] = (await once(
    http.get({ port, host: '127.0.0.1', path: '/api/v1/broken', headers: { host: testHost } }),
    'response',
  )) as [http.IncomingMessage];
  answer.resume();
  await once(answer, 'end');
  while (!lines.some((line) => line.includes('/slow'))) await systemClock.sleep(10);
  const levels = lines.map((line) => JSON.parse(line)).map(({ level, route }) => `${level} ${route}`);
  expect(levels.sort()).toEqual(['debug GET /api/v1/slow', 'error GET /api/v1/broken']);
});
