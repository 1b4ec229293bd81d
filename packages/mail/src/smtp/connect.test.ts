import { expect, test } from 'vitest';
import { fakeSmtp } from '../testing/fake-smtp.ts';
import { sendMail } from './send.ts';
import { verifySmtp } from './verify.ts';

const starttls = { server: { protocol: 'smtp', host: 'mail.example', port: 587, security: 'starttls' } } as const;

test('signs in and leaves without sending', async () => {
  const { servers, options } = fakeSmtp();
  expect(await verifySmtp(options)).toEqual({ ok: true, value: undefined });
  expect(servers[0]!.lines.map((line) => line.split(' ')[0])).toEqual(['EHLO', 'AUTH', 'QUIT']);
});

test('uses AUTH LOGIN where PLAIN is not offered, also in its old spelling', async () => {
  for (const offer of ['250 AUTH LOGIN', '250 AUTH=LOGIN']) {
    let step = 0;
    const { servers, options } = fakeSmtp((line) => {
      if (/^EHLO/.test(line)) return `250-x\r\n${offer}`;
      if (/^(MAIL|QUIT)/.test(line)) return undefined;
      return ['334 VXNlcm5hbWU6', '334 UGFzc3dvcmQ6', '235 ok'][step++];
    });
    expect((await verifySmtp(options)).ok).toBe(true);
    expect(servers[0]!.lines.slice(1, 4)).toEqual([
      'AUTH LOGIN',
      'bGlAY29ycC5leGFtcGxl',
      Buffer.from('密-1').toString('base64'),
    ]);
  }
});

test('signs in with a token, and hears why it was refused', async () => {
  const { servers, options } = fakeSmtp(
    (line) => (/^AUTH/.test(line) ? '334 eyJzdGF0dXMiOiI0MDAifQ==' : line === '' ? '535 5.7.8 bad token' : undefined),
    { credential: { kind: 'xoauth2', user: 'a@x.test', token: 't\u0001\r\nk' } },
  );
  expect(await verifySmtp(options)).toMatchObject({ ok: false, error: { code: 'mail.auth_bad' } });
  expect(servers[0]!.lines[1]).toMatch(/^AUTH XOAUTH2 [A-Za-z0-9+/=]+$/);
});

test('a server without sign-in is told apart from a wrong password', async () => {
  const { options } = fakeSmtp((line) => (/^EHLO/.test(line) ? '250 x' : undefined));
  expect(await verifySmtp(options)).toMatchObject({ ok: false, error: { code: 'mail.service_off' } });
});

test('raises TLS before it says who it is, and reads the extensions again', async () => {
  const { servers, upgrades, options } = fakeSmtp(undefined, starttls);
  expect((await verifySmtp(options)).ok).toBe(true);
  expect(upgrades).toEqual(['mail.example']);
  expect(servers[0]!.lines.map((line) => line.split(' ')[0])).toEqual(['EHLO', 'STARTTLS', 'EHLO', 'AUTH', 'QUIT']);
});

test('a refused STARTTLS ends it: no credential in clear text', async () => {
  for (const answer of ['454 TLS not available', '502 unknown', 'close']) {
    const { servers, options } = fakeSmtp((line) => (line === 'STARTTLS' ? answer : undefined), starttls);
    expect((await verifySmtp(options)).ok).toBe(false);
    expect(servers[0]!.received.toString()).not.toContain('AUTH');
  }
});

test('words slipped in before TLS are thrown away', async () => {
  const { options } = fakeSmtp(
    (line) => (line === 'STARTTLS' ? '220 go\r\n250-x\r\n250 AUTH PLAIN\r\n235 ok' : undefined),
    starttls,
  );
  const { servers, options: again } = fakeSmtp(
    (line) => (line === 'STARTTLS' ? '220 go\r\n235 you are in' : /^AUTH/.test(line) ? '535 no' : undefined),
    starttls,
  );
  expect((await verifySmtp(options)).ok).toBe(true);
  expect(await verifySmtp(again)).toMatchObject({ ok: false, error: { code: 'mail.auth_bad' } });
  expect(servers[0]!.lines.filter((line) => line.startsWith('EHLO'))).toHaveLength(2);
});

test('clear text goes to nobody but this machine', async () => {
  const { servers, options } = fakeSmtp(undefined, {
    server: { protocol: 'smtp', host: 'mail.example', port: 25, security: 'plain' },
  });
  expect(await verifySmtp(options)).toMatchObject({ ok: false, error: { code: 'mail.certificate' } });
  expect(servers).toEqual([]);
});

test.each([
  ['an endless line', 'x'.repeat(100_000)],
  ['an endless reply', `${'250-x\r\n'.repeat(2000)}250 x`],
  ['another protocol', 'HTTP/1.1 200 OK'],
  ['a flood of replies', '250 x\r\n'.repeat(1000)],
])('%s instead of a greeting is a failure, not an exception', async (_, greeting) => {
  const { options } = fakeSmtp(undefined, { greeting, silenceMs: 50 });
  const built = { raw: Buffer.from('x'), envelope: { from: 'a@x.test', to: ['b@x.test'] } };
  expect(await sendMail(options, built)).toMatchObject({ kind: 'not_sent' });
});

test('an answer to nothing asked is not taken for the next answer', async () => {
  const { options } = fakeSmtp((line) => (/^MAIL/.test(line) ? '250 ok\r\n250 ok\r\n354 go' : undefined));
  const built = { raw: Buffer.from('x'), envelope: { from: 'a@x.test', to: ['b@x.test'] } };
  expect(await sendMail(options, built)).toMatchObject({ kind: 'not_sent', failure: { code: 'mail.protocol' } });
});
