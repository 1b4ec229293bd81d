import { Secret } from '@hongyan/kit';
import { expect, test } from 'vitest';
import { createLog } from './log.ts';

function capture(terminal: boolean) {
  const lines: string[] = [];
  const log = createLog({ level: 'debug', terminal, to: { write: (line: string) => void lines.push(line) } });
  return { log, lines };
}

test('writes no secret, wherever it hides', () => {
  const { log, lines } = capture(false);
  log.child({ appSecret: 'canary-1' }).warn('x', {
    inner: { password: 'canary-2', list: [{ token: 'canary-3' }] },
    wrapped: new Secret('canary-4'),
    authorization: 'Bearer canary-5',
  });
  expect(lines.join('')).not.toContain('canary');
});

test('writes one JSON object a line, with an error as name, message and stack', () => {
  const { log, lines } = capture(false);
  log.error('it failed', { error: new TypeError('no such thing'), corpId: 'ding1' });
  expect(JSON.parse(lines[0]!)).toMatchObject({
    level: 'error',
    message: 'it failed',
    corpId: 'ding1',
    error: { name: 'TypeError', message: 'no such thing' },
  });
});

test('writes a readable line on a terminal', () => {
  const { log, lines } = capture(true);
  log.info('listening', { url: 'http://localhost:8080' });
  expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d info {2}listening {2}url=http:\/\/localhost:8080\n$/);
});

test('names the code of an error, and no code that somebody signs in with', () => {
  const { log, lines } = capture(false);
  for (const code of ['mail.auth_bad', 'ECONNREFUSED', '3a1f0c6be0']) log.warn('x', { code });
  expect(lines.map((line) => JSON.parse(line).code)).toEqual(['mail.auth_bad', 'ECONNREFUSED', '[secret]']);
});

test('hides whose mailbox a server’s words are about', () => {
  const { log, lines } = capture(false);
  const cause = new Error('554 <canary@corp.example> refused');
  log.warn('x', {
    detail: 'NO LOGIN user "canary@corp.example" suspended',
    error: new Error('canary@corp.example', { cause }),
  });
  expect(lines[0]).not.toContain('canary');
  expect(JSON.parse(lines[0]!).detail).toBe('NO LOGIN user "[address]" suspended');
});
