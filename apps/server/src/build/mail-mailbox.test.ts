import type { Folder, MessageDetail, MessagePage, MessageSummary, MoveResult } from '@hongyan/contract';
import { isAppError } from '@hongyan/kit';
import type { ImapConnection } from '@hongyan/mail';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  buildMail,
  corpId,
  type MailCompany,
  type Mate,
  openMailCompany,
  otherCorpId,
  type Process,
} from './mail-testing.ts';

const codeOf = (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => 'none',
    (thrown: unknown) => (isAppError(thrown) ? thrown.code : String(thrown)),
  );

async function allFlags(client: ImapConnection) {
  const all: { uid: number; flags: ReadonlySet<string> }[] = [];
  for await (const one of client.fetchFlags({ from: 1, to: '*' })) all.push(one);
  return all;
}

describe('a mailbox', () => {
  let company: MailCompany;
  let running: Process;
  let count = 0;
  beforeAll(async () => {
    company = await openMailCompany();
    running = await company.startProcess();
  });
  afterAll(() => company.close());

  /** A member of their own for each test, with these mails in the inbox. */
  async function mateWith(mails: readonly string[]): Promise<Mate> {
    count += 1;
    const mate = await company.addMate(`mate${count}`, { mails, boundAt: new Date(Date.now() + 3_600_000) });
    await company.watched(mate);
    return mate;
  }
  const list = (mate: Mate, query = '') =>
    running.call('GET', `/api/v1/mailboxes/${mate.mailboxId}/messages${query}`, mate.principal) as Promise<MessagePage>;
  const folders = async (mate: Mate) =>
    (
      (await running.call('GET', `/api/v1/mailboxes/${mate.mailboxId}/folders`, mate.principal)) as {
        folders: Folder[];
      }
    ).folders;
  const folder = async (mate: Mate, role: Folder['role']) => (await folders(mate)).find((one) => one.role === role)!;
  const subjects = (page: MessagePage) => page.messages.map((message: MessageSummary) => message.subject);
  const post = (mate: Mate, what: string, body: object) =>
    running.call('POST', `/api/v1/mailboxes/${mate.mailboxId}/${what}`, mate.principal, body);

  test('lists its folders inbox first, with exact counts', async () => {
    const mate = await mateWith([buildMail(), buildMail()]);
    const all = await folders(mate);
    expect(all.map((one) => one.role)).toEqual(['inbox', 'drafts', 'sent', 'archive', 'junk', 'trash']);
    expect(all[0]).toMatchObject({ total: 2, unread: 2 });
  });

  test('lists newest first and goes on where a page ended', async () => {
    const mate = await mateWith(['a', 'b', 'c', 'd', 'e'].map((subject) => buildMail({ subject })));
    const first = await list(mate, '?limit=2');
    const second = await list(mate, `?limit=2&cursor=${first.nextCursor}`);
    const third = await list(mate, `?limit=2&cursor=${second.nextCursor}`);
    expect([first, second, third].flatMap(subjects).sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(third.nextCursor).toBeUndefined();
  });

  test('says that it is ready only when it is, however many fill at once', async () => {
    const mates = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((subject) => mateWith([buildMail({ subject })])));
    const pages = await Promise.all(mates.map((mate) => list(mate)));
    expect(pages.map(subjects)).toEqual([['a'], ['b'], ['c'], ['d'], ['e']]);
  });

  test('fetches older mail than its index reaches when a member scrolls there', async () => {
    const mate = await mateWith(['a', 'b', 'c', 'd'].map((subject) => buildMail({ subject })));
    // Delivered within one second, they would have no order.
    await sql`update mail_message set internal_date = internal_date + uid * interval '1 hour'
      where mailbox_id = ${mate.mailboxId}`.execute(company.platform.owner);
    const first = await list(mate, '?limit=1');
    await sql`delete from mail_message where mailbox_id = ${mate.mailboxId} and uid < 3`.execute(
      company.platform.owner,
    );
    await sql`update mail_folder set first_uid = 3, deeper = 2, deeper_unread = 2
      where mailbox_id = ${mate.mailboxId} and role = 'inbox'`.execute(company.platform.owner);
    const rest = await list(mate, `?cursor=${first.nextCursor}`);
    expect([...subjects(first), ...subjects(rest)].sort()).toEqual(['a', 'b', 'c', 'd']);
    expect(rest.nextCursor).toBeUndefined();
    expect(rest.folder).toMatchObject({ total: 4, unread: 4 });
  });

  test('is known to the planner as soon as it is filled, so that lists and searches use their indexes', async () => {
    await sql`update pg_class set reltuples = -1 where relname = 'mail_message'`.execute(company.platform.owner);
    await mateWith(Array.from({ length: 5 }, (_, n) => buildMail({ subject: `${n}` })));
    await company.until(async () => {
      const { rows } = await sql<{ known: boolean }>`
        select reltuples >= 0 as known from pg_class where relname = 'mail_message'`.execute(company.platform.owner);
      return rows[0]!.known;
    });
  });

  test('refuses a cursor that it did not make', async () => {
    const mate = await mateWith([]);
    expect(await codeOf(list(mate, '?cursor=nonsense'))).toBe('request.invalid');
  });

  test('shows who stands behind a sender', async () => {
    const mate = await mateWith([
      buildMail({ from: 'A <a@ccjy.example>' }),
      buildMail({ from: 'B <b@partner.example>' }),
      buildMail({ from: 'C <noreply@shop.example>' }),
    ]);
    const kinds = (await list(mate)).messages.map((message) => [message.from.name, message.senderKind]);
    expect(Object.fromEntries(kinds)).toEqual({ A: 'colleague', B: 'outsider', C: 'machine' });
  });

  test('finds every substring, in Chinese and across case and width', async () => {
    const mate = await mateWith([
      buildMail({ subject: '关于光学镜组的报价' }),
      buildMail({ subject: 'Quarterly INVOICE 2026' }),
      buildMail({ subject: '其它', text: '会议改到周五下午' }),
    ]);
    expect(subjects(await list(mate, '?q=镜组'))).toEqual(['关于光学镜组的报价']);
    expect(subjects(await list(mate, '?q=学'))).toEqual(['关于光学镜组的报价']);
    expect(subjects(await list(mate, '?q=voice'))).toEqual(['Quarterly INVOICE 2026']);
    expect(subjects(await list(mate, `?q=${encodeURIComponent('ＩＮＶ 2026')}`))).toEqual(['Quarterly INVOICE 2026']);
    expect(subjects(await list(mate, '?q=周五'))).toEqual(['其它']);
    expect(subjects(await list(mate, '?q=报价 镜面'))).toEqual([]);
    expect(await list(mate, '?q=lilei@partner')).toMatchObject({ messages: { length: 3 } });
  });

  test('opens a mail whole, washed, with remote images blocked until asked for', async () => {
    const html = '<p onclick="x()">你好</p><img src="https://tracker.example/p.png"><script>alert(1)</script>';
    const mate = await mateWith([
      buildMail({ text: 'x' })
        .replace('text/plain', 'text/html')
        .replace(/\r\n\r\n.*$/s, `\r\n\r\n${Buffer.from(html).toString('base64')}\r\n`),
    ]);
    const [message] = (await list(mate)).messages;
    const open = (query = '') =>
      running.call('GET', `/api/v1/messages/${message!.id}${query}`, mate.principal) as Promise<MessageDetail>;
    const hidden = (await open()).body;
    expect(hidden).toMatchObject({ kind: 'html', blockedImages: 1 });
    expect(hidden.kind === 'html' && hidden.html).not.toMatch(/script|onclick|tracker/);
    const shown = (await open('?images=show')).body;
    expect(shown.kind === 'html' && shown.html).toContain('/api/v1/remote/');
  });

  test('lists real attachments with their size and address', async () => {
    const mixed = [
      'From: a@partner.example',
      'Subject: files',
      `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
      'Message-ID: <mixed@partner.example>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b1',
      '',
      '--b1',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'see the file',
      '--b1',
      "Content-Type: application/pdf; name*=utf-8''%E6%8A%A5%E4%BB%B7.pdf",
      "Content-Disposition: attachment; filename*=utf-8''%E6%8A%A5%E4%BB%B7.pdf",
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from('%PDF-1.7').toString('base64'),
      '--b1--',
      '',
    ].join('\r\n');
    const mate = await mateWith([mixed, buildMail()]);
    const [message] = (await list(mate, '?filter=attachments')).messages;
    expect(message).toMatchObject({ attachmentCount: 1, preview: 'see the file' });
    const detail = (await running.call('GET', `/api/v1/messages/${message!.id}`, mate.principal)) as MessageDetail;
    expect(detail.attachments).toMatchObject([{ name: '报价.pdf', size: 8, preview: 'none' }]);
  });

  test('keeps a body that was read once, sealed', async () => {
    const mate = await mateWith([buildMail({ text: 'readmeonce' })]);
    const [message] = (await list(mate)).messages;
    await running.call('GET', `/api/v1/messages/${message!.id}`, mate.principal);
    const bodies = await company.rows<{ message_id: string; sealed: Buffer }>('mail_body');
    const body = bodies.find((row) => row.message_id === message!.id);
    expect(body?.sealed.toString('latin1')).not.toContain(Buffer.from('readmeonce').toString('base64'));
  });

  test('marks mail as read on the server and in its counts', async () => {
    const mate = await mateWith([buildMail(), buildMail()]);
    const [message] = (await list(mate)).messages;
    await post(mate, 'flags', { messageIds: [message!.id], seen: true, starred: true });
    expect((await folder(mate, 'inbox')).unread).toBe(1);
    expect((await list(mate, '?filter=starred')).messages).toMatchObject([{ id: message!.id, seen: true }]);
    const client = await company.otherClient(mate);
    await client.open('INBOX', { readOnly: true });
    const flags = await allFlags(client);
    expect(flags.filter((one) => one.flags.has('seen') && one.flags.has('flagged'))).toHaveLength(1);
    await client.close();
  });

  test('takes a change back when the server refuses it', async () => {
    const mate = await mateWith([buildMail()]);
    const [message] = (await list(mate)).messages;
    const client = await company.otherClient(mate);
    await client.open('INBOX', { readOnly: false });
    running.features.ports.states(corpId, []);
    company.sandbox.refuseLogins('disabled');
    company.sandbox.dropConnections();
    expect(await codeOf(post(mate, 'flags', { messageIds: [message!.id], seen: true }))).toMatch(/^mail\./);
    company.sandbox.refuseLogins(undefined);
    expect((await list(mate)).messages[0]?.seen).toBe(false);
    expect((await folder(mate, 'inbox')).unread).toBe(1);
    await company.publish({
      kind: 'mailbox.bound',
      corpId,
      mailboxId: mate.mailboxId,
      memberId: mate.principal.memberId,
    });
  });

  test('shows what another client changed and deleted', async () => {
    const mate = await mateWith([buildMail({ subject: 'read elsewhere' }), buildMail({ subject: 'gone elsewhere' })]);
    const client = await company.otherClient(mate);
    await client.open('INBOX', { readOnly: false });
    await client.storeFlags([1], { add: ['seen'] });
    await company.until(async () => (await list(mate, '?filter=unread')).messages.length === 1);
    await client.expunge([2]);
    await company.until(async () => (await list(mate)).messages.length === 1);
    expect(await folder(mate, 'inbox')).toMatchObject({ total: 1, unread: 0 });
    await client.close();
  });

  test('keeps a message’s id when it is archived, and on the way back', async () => {
    const mate = await mateWith([buildMail({ subject: 'there and back' })]);
    const [message] = (await list(mate)).messages;
    const moved = (await post(mate, 'move', { messageIds: [message!.id], to: { role: 'archive' } })) as MoveResult;
    expect(moved.moved).toEqual([message!.id]);
    expect((await list(mate, `?folderId=${moved.toFolderId}`)).messages.map((one) => one.id)).toEqual([message!.id]);
    expect((await list(mate)).messages).toEqual([]);
    await post(mate, 'move', { messageIds: [message!.id], to: { role: 'inbox' } });
    const back = (await list(mate)).messages;
    expect(back.map((one) => one.id)).toEqual([message!.id]);
    const detail = (await running.call('GET', `/api/v1/messages/${message!.id}`, mate.principal)) as MessageDetail;
    expect(detail.summary.subject).toBe('there and back');
    expect(company.cards).toEqual([]);
  });

  test('makes no second notice of a mail that was moved back', async () => {
    const mate = await mateWith([]);
    const before = company.cards.length;
    const real = company.setBoundAt(mate, new Date(Date.now() - 60_000));
    await company.publish({
      kind: 'mailbox.bound',
      corpId,
      mailboxId: real.mailboxId,
      memberId: mate.principal.memberId,
    });
    await company.sandbox.deliver(mate.address, buildMail());
    await company.cardNumber(before + 1);
    const [message] = (await list(mate)).messages;
    await post(mate, 'move', { messageIds: [message!.id], to: { role: 'trash' } });
    await post(mate, 'move', { messageIds: [message!.id], to: { role: 'inbox' } });
    await company.sandbox.deliver(mate.address, buildMail());
    await company.cardNumber(before + 2);
    expect((await list(mate)).messages).toHaveLength(2);
    expect(company.cards).toHaveLength(before + 2);
  });

  test('deletes for good only from the trash', async () => {
    const mate = await mateWith([buildMail()]);
    const [message] = (await list(mate)).messages;
    expect(await codeOf(post(mate, 'expunge', { messageIds: [message!.id] }))).toBe('request.invalid');
    await post(mate, 'move', { messageIds: [message!.id], to: { role: 'trash' } });
    await post(mate, 'expunge', { messageIds: [message!.id] });
    expect(await folder(mate, 'trash')).toMatchObject({ total: 0 });
    const open = (as: Mate) => codeOf(running.call('GET', `/api/v1/messages/${message!.id}`, as.principal));
    expect(await open(mate)).toBe('mail.gone');
    expect(await open(await mateWith([]))).toBe('request.not_found');
  });

  test('does not exist for anyone else, in this corp or another', async () => {
    const mate = await mateWith([buildMail()]);
    const [message] = (await list(mate)).messages;
    const stranger = await mateWith([]);
    const foreigner = await company.addMate('foreigner', { corp: otherCorpId, publish: false });
    const box = `/api/v1/mailboxes/${mate.mailboxId}`;
    const ids = { messageIds: [message!.id] };
    for (const as of [stranger.principal, foreigner.principal, { ...mate.principal, corpId: otherCorpId }]) {
      const calls = [
        running.call('GET', `${box}/folders`, as),
        running.call('GET', `${box}/messages`, as),
        running.call('GET', `/api/v1/messages/${message!.id}`, as),
        running.call('POST', `${box}/flags`, as, { ...ids, seen: true }),
        running.call('POST', `${box}/move`, as, { ...ids, to: { role: 'trash' } }),
        running.call('POST', `${box}/expunge`, as, ids),
      ];
      expect(new Set(await Promise.all(calls.map(codeOf)))).toEqual(new Set(['request.not_found']));
      expect(await running.features.ports.inboxPage(as, mate.mailboxId)).toBeUndefined();
      expect(await running.features.ports.readRaw(as, message!.id)).toBeUndefined();
    }
    const own = `/api/v1/mailboxes/${stranger.mailboxId}`;
    expect(await codeOf(running.call('POST', `${own}/flags`, stranger.principal, { ...ids, seen: true }))).toBe(
      'request.not_found',
    );
    const inbox = (await folder(mate, 'inbox')).id;
    expect(await codeOf(running.call('GET', `${own}/messages?folderId=${inbox}`, stranger.principal))).toBe(
      'mail.folder_missing',
    );
  });

  test('marks what was answered and forwarded, on the server too', async () => {
    const mate = await mateWith([buildMail()]);
    const [message] = (await list(mate)).messages;
    await running.features.ports.markReplied(corpId, message!.id, 'answered');
    await running.features.ports.markReplied(corpId, message!.id, 'forwarded');
    expect((await list(mate)).messages[0]).toMatchObject({ answered: true, forwarded: true });
    const client = await company.otherClient(mate);
    await client.open('INBOX', { readOnly: true });
    const [flags] = await allFlags(client);
    expect(flags?.flags).toContain('answered');
    await client.close();
  });

  test('knows the people of the newest letters, each once, and no machine', async () => {
    const mate = await mateWith([
      buildMail({ from: 'Clara <clara@halden-optik.example>' }),
      buildMail({ from: 'CLARA@halden-optik.example' }),
      buildMail({ from: 'no-reply@shop.example' }),
    ]);
    const people = await running.features.ports.people(mate.principal);
    expect(people.filter(({ address }) => /clara/i.test(address))).toEqual([
      { name: 'Clara', address: 'clara@halden-optik.example' },
    ]);
    expect(people.some(({ address }) => address.includes('no-reply'))).toBe(false);
    const stranger = await mateWith([]);
    expect(await running.features.ports.people(stranger.principal)).toEqual([]);
  });

  test('puts a copy into Sent and finds it there', async () => {
    const mate = await mateWith([]);
    const id = '<copy@ccjy.example>';
    expect(await running.features.ports.isInSent(corpId, mate.mailboxId, id)).toBe(false);
    await running.features.ports.appendToSent(corpId, mate.mailboxId, Buffer.from(buildMail({ id })));
    expect(await running.features.ports.isInSent(corpId, mate.mailboxId, id)).toBe(true);
  });

  test('says what it must wait for when the login is refused, tries no more, and goes on with a new credential', async () => {
    const mate = await mateWith([]);
    company.setPassword(mate, 'wrong');
    await company.publish({
      kind: 'mailbox.bound',
      corpId,
      mailboxId: mate.mailboxId,
      memberId: mate.principal.memberId,
    });
    const state = async () => (await running.features.ports.states(corpId, [mate.mailboxId])).get(mate.mailboxId)!;
    const paused = await company.until(async () => {
      const now = await state();
      return now.kind === 'paused' && now;
    });
    expect(paused).toMatchObject({ code: 'mail.auth_bad', needsCredential: true });
    company.setPassword(mate, 'right');
    await company.publish({
      kind: 'mailbox.bound',
      corpId,
      mailboxId: mate.mailboxId,
      memberId: mate.principal.memberId,
    });
    await company.until(async () => (await state()).kind !== 'paused');
  });

  test('tells its pages at once, and only its own', async () => {
    const mate = await mateWith([]);
    const other = await mateWith([]);
    const stop = new AbortController();
    const read = async (who: Mate) => {
      const answer = (await running.live(who.principal, stop.signal))[Symbol.asyncIterator]();
      expect((await answer.next()).value).toBe('data: {"kind":"hello"}\n\n');
      return answer;
    };
    const own = await read(mate);
    const foreign = await read(other);
    const heard = foreign.next();
    await company.sandbox.deliver(mate.address, buildMail());
    const inbox = (await folder(mate, 'inbox')).id;
    const event = { kind: 'messages', mailboxId: mate.mailboxId, folderId: inbox, arrived: 1 };
    let seen = '';
    while (!seen.includes(JSON.stringify(event))) seen += (await own.next()).value;
    stop.abort();
    expect((await heard).value ?? '').not.toContain(mate.mailboxId);
  });

  test('leaves nothing behind when it is unbound', async () => {
    const mate = await mateWith([buildMail()]);
    const [message] = (await list(mate)).messages;
    await running.call('GET', `/api/v1/messages/${message!.id}`, mate.principal);
    await company.unbind(mate);
    await company.until(async () => {
      const tables = ['mail_index', 'mail_folder', 'mail_message', 'mail_body'];
      const rows = await Promise.all(tables.map((table) => company.rows<{ mailbox_id: string }>(table)));
      return rows.flat().every((row) => row.mailbox_id !== mate.mailboxId);
    });
  });
});
