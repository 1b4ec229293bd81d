import { expect, test } from 'vitest';
import { providerById } from '../providers/list.ts';
import { type Answer, agreeable, openFake } from '../testing/fake-imap.ts';
import type { ImapNews } from '../types.ts';

const lines = (commands: readonly { line: string }[]) => commands.map(({ line }) => line.replace(/^a\d+ /, ''));
const NETEASE_CAPABILITIES = 'IMAP4rev1 XLIST SPECIAL-USE ID LITERAL+ STARTTLS XAPPLEPUSHSERVICE UIDPLUS X-CM-EXT-1';

/** NetEase as mail-providers.md §2.3 describes it. */
function netease(script: Answer = () => undefined): Answer {
  let named = false;
  return (command, server) => {
    const own = script(command, server);
    if (own !== undefined) return own;
    const { line } = command;
    if (/^\S+ CAPABILITY/.test(line)) return `* CAPABILITY ${NETEASE_CAPABILITIES}\r\nTAG OK done\r\n`;
    if (/^\S+ ID /.test(line)) {
      named = true;
      return '* ID ("name" "Coremail Imap" "vendor" "Mailtech" "TransID" "x")\r\nTAG OK done\r\n';
    }
    if (/^\S+ (SELECT|EXAMINE)/.test(line)) {
      if (!named) return 'TAG NO SELECT Unsafe Login. Please contact kefu@188.com for help\r\n';
      return '* 3 EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 1] UIDs valid\r\n* FLAGS (\\Seen)\r\nTAG OK [READ-WRITE] SELECT completed\r\n';
    }
    if (/^\S+ STATUS/.test(line))
      return '* STATUS "INBOX" (MESSAGES 3 UNSEEN 1 UIDNEXT () UIDVALIDITY 1)\r\nTAG OK done\r\n';
    return agreeable(command, server);
  };
}
const openNetease = (script?: Answer) =>
  openFake({
    greeting: '* OK Coremail System IMap Server Ready(163com[0])\r\n',
    answer: netease(script),
    profile: providerById('netease-qiye')!,
  });

test('names itself after login, so that NetEase lets it open a folder', async () => {
  const { connection, server } = await openNetease();
  const opened = await connection.open('INBOX', { readOnly: true });
  expect(opened.ok && opened.value).toMatchObject({ exists: 3, uidValidity: 1 });
  expect(opened.ok && 'uidNext' in opened.value).toBe(false);
  expect(lines(server.commands).map((line) => line.split(' ')[0])).toEqual(['LOGIN', 'CAPABILITY', 'ID', 'EXAMINE']);
  expect(server.commands[2]!.line).toMatch(/ID \("name" "[^"]+" "version" "[^"]+" "vendor" "[^"]+"/);
});

test('names itself to any Coremail, whatever the profile', async () => {
  const { server } = await openFake({ greeting: '* OK Coremail System IMap Server Ready\r\n', answer: netease() });
  expect(lines(server.commands).at(-1)).toMatch(/^ID \(/);
});

test('reads a STATUS whose UIDNEXT is an empty list', async () => {
  const { connection } = await openNetease();
  expect(await connection.status('INBOX')).toEqual({ ok: true, value: { messages: 3, unseen: 1, uidValidity: 1 } });
});

test('tells of new mail by STATUS where there is no IDLE', async () => {
  let asked = 0;
  const { connection, server } = await openNetease(({ line }) =>
    /^\S+ STATUS/.test(line)
      ? `* STATUS "INBOX" (MESSAGES ${++asked < 3 ? 3 : 4} UNSEEN 1 UIDNEXT () UIDVALIDITY 1)\r\nTAG OK done\r\n`
      : undefined,
  );
  const news: ImapNews[] = [];
  connection.onNews((item) => news.push(item));
  await connection.open('INBOX', { readOnly: true });
  const waited = await connection.wait({ signal: new AbortController().signal, pollMs: 5 });
  expect(waited).toEqual({ ok: true, value: 'news' });
  expect(news).toEqual([{ kind: 'exists', count: 4 }]);
  expect(lines(server.commands).filter((line) => line.startsWith('IDLE'))).toEqual([]);
});

test('leaves a STATUS wait at once when told to', async () => {
  const { connection } = await openNetease();
  await connection.open('INBOX', { readOnly: true });
  const stop = new AbortController();
  const waiting = connection.wait({ signal: stop.signal, pollMs: 3_600_000 });
  await connection.noop();
  stop.abort();
  expect(await waiting).toEqual({ ok: true, value: 'aborted' });
});

test('moves by COPY, a mark, and UID EXPUNGE where MOVE is missing', async () => {
  const { connection, server } = await openNetease(({ line }) =>
    /UID COPY/.test(line) ? 'TAG OK [COPYUID 9 5:6 70,72] done\r\n' : undefined,
  );
  await connection.open('INBOX', { readOnly: false });
  const moved = await connection.move([6, 5], '&XfJSIJZk-');
  expect(moved.ok && [...moved.value.uids]).toEqual([
    [5, 70],
    [6, 72],
  ]);
  expect(lines(server.commands).slice(-3)).toEqual([
    'UID COPY 5:6 "&XfJSIJZk-"',
    'UID STORE 5:6 +FLAGS.SILENT (\\Deleted)',
    'UID EXPUNGE 5:6',
  ]);
});

test('never expunges what another client has marked', async () => {
  const { connection, server } = await openFake({
    greeting: '* OK [CAPABILITY IMAP4rev1] ready\r\n',
    answer: (command, fake) => {
      if (/CAPABILITY/.test(command.line)) return '* CAPABILITY IMAP4rev1\r\nTAG OK done\r\n';
      if (/UID SEARCH DELETED/.test(command.line)) return '* SEARCH 5 9\r\nTAG OK done\r\n';
      return agreeable(command, fake);
    },
  });
  await connection.open('INBOX', { readOnly: false });
  expect((await connection.expunge([5])).ok).toBe(true);
  expect(lines(server.commands).some((line) => /EXPUNGE/.test(line))).toBe(false);
});

test('gives folders their roles from names where the server tells none', async () => {
  const names = [
    'INBOX',
    '&g0l6P3ux-',
    '&XfJT0ZAB-',
    '&XfJSIJZk-',
    '&dcVr0mWHTvZZOQ-',
    '&V4NXPpCuTvY-',
    '&i6KWBZCuTvY-',
    '&mHl27g-',
  ];
  const { connection } = await openNetease(({ line }) =>
    / LIST /.test(line) ? `${names.map((name) => `* LIST () "/" "${name}"\r\n`).join('')}TAG OK done\r\n` : undefined,
  );
  const listed = await connection.listFolders();
  expect(listed.ok && listed.value.map(({ names, role }) => [names.join('/'), role])).toEqual([
    ['INBOX', 'inbox'],
    ['草稿箱', 'drafts'],
    ['已发送', 'sent'],
    ['已删除', 'trash'],
    ['病毒文件夹', 'junk'],
    ['垃圾邮件', 'junk'],
    ['订阅邮件', 'junk'],
    ['项目', 'other'],
  ]);
});

test('uses XLIST where SPECIAL-USE is missing, and keeps INBOX under its wire name', async () => {
  const { connection, server } = await openFake({
    answer: (command, fake) => {
      if (/CAPABILITY/.test(command.line)) return '* CAPABILITY IMAP4rev1 XLIST MOVE IDLE\r\nTAG OK done\r\n';
      if (/XLIST/.test(command.line)) {
        return '* XLIST (\\HasNoChildren \\Inbox) "/" "&ZTZO9nux-"\r\n* XLIST (\\Sent) "/" "Sent Messages"\r\n* XLIST (\\Noselect) "/" "&UXZO1mWHTvZZOQ-"\r\n* XLIST () "/" "&UXZO1mWHTvZZOQ-/Kunden"\r\nTAG OK done\r\n';
      }
      return agreeable(command, fake);
    },
  });
  const listed = await connection.listFolders();
  expect(lines(server.commands).at(-1)).toBe('XLIST "" "*"');
  expect(listed.ok && listed.value.map(({ wirePath, role, selectable }) => [wirePath, role, selectable])).toEqual([
    ['INBOX', 'inbox', true],
    ['Sent Messages', 'sent', true],
    ['&UXZO1mWHTvZZOQ-', 'other', false],
    ['&UXZO1mWHTvZZOQ-/Kunden', 'other', true],
  ]);
});

const header = 'Message-ID: <right@x>\r\n\r\n';
const fetchLine = (uid: number, text = header) =>
  `* ${uid} FETCH (UID ${uid} FLAGS () BODY[HEADER.FIELDS (MESSAGE-ID)] {${text.length}}\r\n${text})\r\n`;

test('finds a message by its id although SEARCH returns everything', async () => {
  const { connection } = await openFake({
    answer: (command, fake) => {
      if (/UID SEARCH/.test(command.line)) return '* SEARCH 1 2\r\nTAG OK done\r\n';
      if (/UID FETCH/.test(command.line))
        return `${fetchLine(1, 'Message-ID: <wrong@x>\r\n\r\n')}${fetchLine(2)}TAG OK done\r\n`;
      return agreeable(command, fake);
    },
  });
  await connection.open('Sent', { readOnly: true });
  expect(await connection.findByMessageId('<right@x>')).toEqual({ ok: true, value: [2] });
});

test('finds a message by its id although SEARCH is refused', async () => {
  const { connection } = await openFake({
    answer: (command, fake) => {
      if (/UID SEARCH/.test(command.line)) return 'TAG BAD UID SEARCH invalid argument\r\n';
      if (/ FETCH 1:\* \(UID\)/.test(command.line))
        return '* 1 FETCH (UID 8)\r\n* 2 FETCH (UID 9)\r\n* 3 FETCH (UID 10)\r\nTAG OK done\r\n';
      if (/UID FETCH 8:10/.test(command.line)) return `${fetchLine(9)}TAG OK done\r\n`;
      return agreeable(command, fake);
    },
  });
  await connection.open('Sent', { readOnly: true });
  expect(await connection.findByMessageId('<right@x>')).toEqual({ ok: true, value: [9] });
});

test('keeps a message whose BODYSTRUCTURE cannot be read', async () => {
  const broken = 'BODYSTRUCTURE ("TEXT" "PLAIN" ("CHARSET" "gbk") NIL "a "(quoted" b" "7BIT" 5 1 NIL';
  const head = 'Subject: x\r\n\r\n';
  const { connection } = await openFake({
    answer: (command, fake) =>
      /UID FETCH/.test(command.line)
        ? `* 1 FETCH (UID 7 FLAGS (\\Seen $Work) INTERNALDATE "07-Feb-2026 21:52:25 +0800" RFC822.SIZE 99 BODY[HEADER.FIELDS (DATE)] {${head.length}}\r\n${head} ${broken}\r\nTAG OK done\r\n`
        : agreeable(command, fake),
  });
  await connection.open('INBOX', { readOnly: true });
  const items = await all(connection.fetchHeaders([7], { structure: true }));
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({ uid: 7, size: 99, internalDate: new Date('2026-02-07T13:52:25Z') });
  expect([...items[0]!.flags]).toEqual(['seen', '$Work']);
  expect(items[0]!.structure).toBeUndefined();
  expect(Buffer.from(items[0]!.header).toString()).toBe(head);
});

test('an empty folder that answers BAD to a fetch has nothing to fetch', async () => {
  const { connection } = await openFake({
    answer: (command, fake) => {
      if (/ SELECT /.test(command.line)) return '* 0 EXISTS\r\n* OK [UIDVALIDITY 0] x\r\nTAG OK done\r\n';
      if (/UID FETCH/.test(command.line)) return 'TAG BAD bad sequence\r\n';
      return agreeable(command, fake);
    },
  });
  expect(await connection.open('INBOX', { readOnly: false })).toMatchObject({ value: { uidValidity: 0, exists: 0 } });
  expect(await all(connection.fetchFlags({ from: 1, to: '*' }))).toEqual([]);
});

test('stores no keyword where the server keeps none', async () => {
  const { connection, server } = await openFake({
    answer: (command, fake) =>
      / SELECT /.test(command.line)
        ? '* 1 EXISTS\r\n* OK [PERMANENTFLAGS (\\Seen \\Answered)] x\r\nTAG OK done\r\n'
        : agreeable(command, fake),
  });
  await connection.open('INBOX', { readOnly: false });
  await connection.storeFlags([1], { add: ['answered', '$Forwarded'] });
  expect(lines(server.commands).at(-1)).toBe('UID STORE 1 +FLAGS.SILENT (\\Answered)');
});

test('reads capabilities again after login and ignores what the profile calls broken', async () => {
  const profile = { ...providerById('generic')!, ignoreCapabilities: ['MOVE'] };
  const { connection } = await openFake({
    profile,
    answer: (command, fake) =>
      / LOGIN /.test(command.line) ? 'TAG OK [CAPABILITY IMAP4rev1 MOVE XLIST] done\r\n' : agreeable(command, fake),
  });
  expect([...connection.capabilities]).toEqual(['IMAP4REV1', 'XLIST']);
});

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const out: T[] = [];
  for await (const item of items) out.push(item);
  return out;
}
