import type { Address } from '@hongyan/contract';
import { AppError } from '@hongyan/kit';
import { describe, expect, test } from 'vitest';
import { checkRecipients, isSendable, toReplyRecipients } from './recipients.ts';

const person = (address: string, name = ''): Address => ({ name, address });
const me = new Set(['me@corp.example', 'team@corp.example']);
const addresses = ({ to, cc }: { to: readonly Address[]; cc: readonly Address[] }) => [
  to.map((entry) => entry.address),
  cc.map((entry) => entry.address),
];
const mail = (given: Partial<Parameters<typeof toReplyRecipients>[0]>) => ({
  from: [person('boss@corp.example')],
  replyTo: [],
  to: [person('Me@corp.example'), person('ann@corp.example')],
  cc: [person('bob@other.example')],
  ...given,
});

describe('recipients of an answer', () => {
  test('a reply goes to the sender alone', () => {
    expect(addresses(toReplyRecipients(mail({}), 'reply', me))).toEqual([['boss@corp.example'], []]);
  });

  test('a reply goes where Reply-To asks', () => {
    const original = mail({ replyTo: [person('desk@corp.example')] });
    expect(addresses(toReplyRecipients(original, 'reply', me))).toEqual([['desk@corp.example'], []]);
  });

  test('a reply to all keeps everyone but oneself', () => {
    expect(addresses(toReplyRecipients(mail({}), 'replyAll', me))).toEqual([
      ['boss@corp.example', 'ann@corp.example'],
      ['bob@other.example'],
    ]);
  });

  test('names nobody twice, whatever the case of letters', () => {
    const original = mail({
      to: [person('BOSS@corp.example')],
      cc: [person('boss@CORP.example'), person('c@x.example')],
    });
    expect(addresses(toReplyRecipients(original, 'replyAll', me))).toEqual([['boss@corp.example'], ['c@x.example']]);
  });

  test('answering one’s own sent mail writes to its recipients again', () => {
    const sent = mail({ from: [person('me@corp.example')], to: [person('ann@corp.example')] });
    expect(addresses(toReplyRecipients(sent, 'reply', me))).toEqual([['ann@corp.example'], []]);
    expect(addresses(toReplyRecipients(sent, 'replyAll', me))).toEqual([['ann@corp.example'], ['bob@other.example']]);
  });

  test('a note to oneself is answered to oneself', () => {
    const note = mail({ from: [person('me@corp.example')], to: [person('me@corp.example')], cc: [] });
    expect(addresses(toReplyRecipients(note, 'reply', me))).toEqual([['me@corp.example'], []]);
    expect(addresses(toReplyRecipients(note, 'replyAll', me))).toEqual([['me@corp.example'], []]);
  });

  test('leaves out what cannot be written to', () => {
    const original = mail({ to: [person('undisclosed-recipients:;'), person('x@y.example\r\nRCPT TO:<z@z>')], cc: [] });
    expect(addresses(toReplyRecipients(original, 'replyAll', me))).toEqual([['boss@corp.example'], []]);
  });
});

describe('recipients of a mail to send', () => {
  const codeOf = (run: () => unknown) => {
    try {
      run();
      return 'none';
    } catch (thrown) {
      return thrown instanceof AppError ? `${thrown.code} ${thrown.detail ?? ''}`.trim() : String(thrown);
    }
  };

  test('names the address that is wrong', () => {
    const to = [person('good@x.example'), person('not an address')];
    expect(codeOf(() => checkRecipients({ to, cc: [], bcc: [] }))).toBe('request.invalid not an address');
  });

  test('asks for at least one and allows no more than five hundred', () => {
    expect(codeOf(() => checkRecipients({ to: [], cc: [], bcc: [] }))).toBe('request.invalid');
    const many = Array.from({ length: 251 }, (_, i) => person(`p${i}@x.example`));
    const others = Array.from({ length: 250 }, (_, i) => person(`q${i}@x.example`));
    expect(codeOf(() => checkRecipients({ to: many, cc: others, bcc: [] }))).toBe('request.invalid 501');
  });

  test('writes to each address once, openly rather than blind', () => {
    const twice = person('a@x.example');
    expect(checkRecipients({ to: [twice], cc: [twice], bcc: [twice, person('b@x.example')] })).toMatchObject({
      to: [twice],
      cc: [],
      bcc: [{ address: 'b@x.example' }],
    });
  });

  test('takes line breaks out of names, and lets none into addresses', () => {
    const { to } = checkRecipients({ to: [person('a@x.example', 'A\r\nBcc: evil@x')], cc: [], bcc: [] });
    expect(to[0]?.name).toBe('A Bcc: evil@x');
    for (const bad of [
      'a@x\r\nDATA',
      'a@x y',
      '<a@x>',
      'a@x,b@x',
      'a"b@x',
      'a@',
      '@x',
      'a@b@c',
      `${'a'.repeat(250)}@x.cn`,
    ])
      expect(isSendable(bad)).toBe(false);
    for (const good of ['a+b@x.example', '陈明@例子.中国', "o'neil@x.example"]) expect(isSendable(good)).toBe(true);
  });
});
