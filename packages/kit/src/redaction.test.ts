import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { redact, Secret } from './redaction.ts';

test('a secret shows itself in no ordinary way of printing', () => {
  const secret = new Secret('hunter2');
  for (const printed of [String(secret), JSON.stringify({ secret }), inspect({ secret }), `${secret}`]) {
    expect(printed).not.toContain('hunter2');
  }
  expect(secret.reveal()).toBe('hunter2');
});

test('fields with a secret’s name are replaced at every depth, counts and other fields stay', () => {
  const seen = redact({
    user: 'a',
    password: 'p',
    nested: [{ appSecret: 's', access_token: 't', tokens: 3 }],
    size: 5,
  });
  expect(seen).toEqual({
    user: 'a',
    password: '[secret]',
    nested: [{ appSecret: '[secret]', access_token: '[secret]', tokens: 3 }],
    size: 5,
  });
});

test('bytes are counted and never printed', () => {
  expect(redact({ body: Buffer.from('letter') })).toEqual({ body: '[6 bytes]' });
});
