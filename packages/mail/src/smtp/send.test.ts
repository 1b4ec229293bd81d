import { expect, test } from 'vitest';
import { providerById } from '../providers/list.ts';
import { fakeSmtp, type SmtpAnswer } from '../testing/fake-smtp.ts';
import type { BuiltMail } from '../types.ts';
import { sendMail } from './send.ts';
import { verifySmtp } from './verify.ts';

const mail = (raw = 'Subject: x\r\n\r\nhello\r\n', to = ['a@x.test', 'b@x.test']): BuiltMail => ({
  raw: Buffer.from(raw),
  envelope: { from: 'li@corp.example', to },
});
const at =
  (pattern: RegExp, answer: string): SmtpAnswer =>
  (line) =>
    pattern.test(line) ? answer : undefined;

test('sends and tells the server’s words', async () => {
  const { servers, options } = fakeSmtp();
  expect(await sendMail(options, mail())).toEqual({ kind: 'sent', response: '250 2.0.0 queued as 1' });
  expect(servers[0]!.lines).toEqual([
    'EHLO [127.0.0.1]',
    `AUTH PLAIN ${Buffer.from('\0li@corp.example\0密-1').toString('base64')}`,
    'MAIL FROM:<li@corp.example> SIZE=21',
    'RCPT TO:<a@x.test>',
    'RCPT TO:<b@x.test>',
    'DATA',
    'QUIT',
  ]);
  expect(servers[0]!.messages).toEqual(['Subject: x\r\n\r\nhello']);
});

test.each([
  ['a sender for good', /^MAIL/, '553 Mail from must equal authorized user', 'refused', 'mail.sender_rejected'],
  ['a recipient for good', /^RCPT TO:<b/, '550 5.1.1 no such user', 'refused', 'mail.recipient_rejected'],
  ['a recipient for now', /^RCPT TO:<b/, '450 4.2.0 greylisted', 'not_sent', 'mail.throttled'],
  ['the data for good', /^DATA/, '554 no', 'refused', 'mail.content_rejected'],
  ['the message for good', /^\.$/, '554 5.7.1 spam', 'refused', 'mail.content_rejected'],
  ['the message as too large', /^\.$/, '552 5.3.4 message too big', 'refused', 'mail.size'],
  ['the message for now', /^\.$/, '451 4.3.0 later', 'not_sent', 'mail.throttled'],
])('refuses %s', async (_, step, answer, kind, code) => {
  const { options } = fakeSmtp(at(step, answer));
  expect(await sendMail(options, mail())).toMatchObject({ kind, failure: { code, retry: kind === 'not_sent' } });
});

test('names the recipient that was refused, and sends to nobody then', async () => {
  const { servers, options } = fakeSmtp(at(/^RCPT TO:<b/, '550 no such user'));
  const outcome = await sendMail(options, mail());
  expect(outcome).toMatchObject({ failure: { detail: expect.stringContaining('b@x.test') } });
  expect(servers[0]!.lines).not.toContain('DATA');
});

test.each([
  ['at the greeting', undefined, '421 busy'],
  ['after EHLO', /^EHLO/, 'close'],
  ['after AUTH', /^AUTH/, 'close'],
  ['after MAIL', /^MAIL/, 'close'],
  ['after RCPT', /^RCPT/, 'close'],
  ['after DATA', /^DATA/, 'close'],
])('a connection that ends %s has sent nothing and may be tried again', async (_, step, answer) => {
  const { options } = step ? fakeSmtp(at(step, answer)) : fakeSmtp(undefined, { greeting: answer });
  expect(await sendMail(options, mail())).toMatchObject({ kind: 'not_sent', failure: { retry: true } });
});

test.each([
  ['ends', 'close'],
  ['answers nonsense', '354 what?'],
  ['answers no SMTP', 'hello'],
])('a server that %s after the final dot leaves the outcome unknown', async (_, answer) => {
  const { options } = fakeSmtp(at(/^\.$/, answer));
  expect(await sendMail(options, mail())).toMatchObject({ kind: 'unknown' });
});

test('giving up after the final dot leaves the outcome unknown, before it nothing is sent', async () => {
  for (const [step, kind] of [
    [/^\.$/, 'unknown'],
    [/^DATA/, 'not_sent'],
  ] as const) {
    const stop = new AbortController();
    const { options } = fakeSmtp(
      (line) => {
        if (!step.test(line)) return undefined;
        setImmediate(() => stop.abort());
        return 'silence';
      },
      { signal: stop.signal },
    );
    expect(await sendMail(options, mail())).toMatchObject({ kind });
  }
});

test('a server that refuses in the middle of the message has not taken it', async () => {
  const { options } = fakeSmtp((line, server) => {
    if (line !== 'DATA') return undefined;
    server.socket.write('354 go on\r\n552 too much\r\n');
    return 'silence';
  });
  const outcome = await sendMail(options, mail(`Subject: x\r\n\r\n${'x'.repeat(500_000)}\r\n`));
  expect(outcome).toMatchObject({ kind: 'refused', failure: { code: 'mail.size' } });
});

test('a server that falls silent before the final dot has not taken it', async () => {
  const { options } = fakeSmtp(at(/^RCPT/, 'silence'), { silenceMs: 20 });
  expect(await sendMail(options, mail())).toMatchObject({ kind: 'not_sent', failure: { code: 'mail.network' } });
});

test('a message larger than the server takes is not offered', async () => {
  const { servers, options } = fakeSmtp();
  const outcome = await sendMail(options, mail('x'.repeat(1_000_001)));
  expect(outcome).toMatchObject({ kind: 'refused', failure: { code: 'mail.size' } });
  expect(servers[0]!.lines.some((line) => line.startsWith('MAIL'))).toBe(false);
});

test.each([
  'a@x.test\r\nRCPT TO:<evil@x.test>',
  'a@x.test>\r\nDATA',
  'a b@x.test',
  'a@x.test\n',
  '',
  '@x.test',
  'a@',
  'a@x.te st',
  'a@x\u2028.test',
  '<a@x.test>',
])('the recipient %j never reaches the wire', async (address) => {
  const { servers, options } = fakeSmtp();
  const outcome = await sendMail(options, mail(undefined, ['good@x.test', address]));
  expect(outcome).toMatchObject({ kind: 'refused', failure: { code: 'mail.recipient_rejected' } });
  expect(servers).toEqual([]);
});

test('a Chinese domain goes out as its ASCII form', async () => {
  const { servers, options } = fakeSmtp();
  expect(await sendMail(options, mail(undefined, ['li@例子.测试']))).toMatchObject({ kind: 'sent' });
  expect(servers[0]!.lines).toContain('RCPT TO:<li@xn--fsqu00a.xn--0zwm56d>');
});

test.each([
  ['550 5520 daily limit', 'mail.quota'],
  ['554 You have exceed daily message limit', 'mail.quota'],
  ['451 MI:SFQ 163', 'mail.quota'],
  ['554 DT:SPM 163 smtp', 'mail.content_rejected'],
  ['421 HL:REP 163', 'mail.throttled'],
  ['553 Mail from must equal authorized user', 'mail.sender_rejected'],
])('NetEase’s %s is understood', async (answer, code) => {
  const { options } = fakeSmtp(at(/^\.$/, answer), { profile: providerById('netease-qiye')! });
  expect(await sendMail(options, mail())).toMatchObject({ failure: { code } });
});

test.each([
  ['535 Error: authentication failed', 'generic', 'mail.auth_bad'],
  ['535 ERR.LOGIN.REQCODE', 'netease-qiye', 'mail.auth_code_required'],
  ['550 User has no permission', 'netease-163', 'mail.auth_code_required'],
  [
    '535 Login fail. Account is abnormal, service is not open, password is incorrect, login frequency limited, or system is busy',
    'tencent-exmail',
    'mail.auth_ambiguous',
  ],
  ['454 4.7.0 Temporary authentication failure', 'generic', 'mail.throttled'],
  ['535 ERR.LOGIN.DOMAINNOTEXIST', 'netease-qiye', 'mail.region_wrong'],
])('a login refused with %j on %s is %s', async (answer, profile, code) => {
  const { options } = fakeSmtp(at(/^AUTH/, answer), { profile: providerById(profile)! });
  expect(await verifySmtp(options)).toMatchObject({ ok: false, error: { code } });
});
