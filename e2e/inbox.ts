import { ImapFlow } from 'imapflow';
import { type ParsedMail, simpleParser } from 'mailparser';
import type { Person, RunningMail } from './systems.ts';

/** One message as another mail program sees it. */
export interface SeenMessage {
  readonly uid: number;
  readonly flags: ReadonlySet<string>;
  readonly raw: Buffer;
  readonly mail: ParsedMail;
}

/** Reads a folder, by name or by role (`\\Sent`), with a mail client that is not ours. */
export async function readFolder(mail: RunningMail, person: Person, folder: string): Promise<SeenMessage[]> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: Number(new URL(mail.imapUrl.replace('imap:', 'http:')).port),
    secure: false,
    auth: { user: person.address, pass: person.password },
    logger: false,
    disableAutoIdle: true,
  });
  await client.connect();
  // NetEase opens no folder before an ID that comes after the login; this client says it before only.
  await (client as unknown as { run(command: string, words: unknown): Promise<unknown> }).run('ID', { name: 'tests' });
  try {
    const named = folder.startsWith('\\')
      ? (await client.list()).find((one) => one.specialUse === folder)?.path
      : folder;
    if (!named) throw new Error(`${person.address} has no folder ${folder}`);
    const lock = await client.getMailboxLock(named);
    try {
      const found: SeenMessage[] = [];
      if (client.mailbox && client.mailbox.exists > 0) {
        for await (const message of client.fetch('1:*', { uid: true, flags: true, source: true })) {
          const raw = message.source ?? Buffer.alloc(0);
          found.push({ uid: message.uid, flags: message.flags ?? new Set(), raw, mail: await simpleParser(raw) });
        }
      }
      return found;
    } finally {
      lock.release();
    }
  } finally {
    await client.logout();
  }
}
