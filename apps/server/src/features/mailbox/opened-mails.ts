import type { Clock, CorpId, MailboxId, MessageId } from '@hongyan/kit';
import type { ParsedMessage } from '@hongyan/mail';

const lifeMs = 60_000;
const mostMails = 8;
const mostBytes = 32 * 1024 * 1024;

type Parsed = ParsedMessage | 'too_complex';
interface Kept {
  readonly mailboxId: MailboxId;
  readonly parsed: Parsed;
  readonly bytes: number;
  readonly over: AbortController;
}

/** Mails that were opened a moment ago: their pictures are asked for one by one, and need not be parsed for each. */
export interface OpenedMails {
  /** The caller has checked, for this very use, that the mail may be seen. */
  find(corpId: CorpId, id: MessageId): Parsed | undefined;
  /** A reader of the mail takes this before it reads, and gives it back with what it read. */
  ticket(): Ticket;
  keep(ticket: Ticket, place: { corpId: CorpId; mailboxId: MailboxId; id: MessageId }, parsed: Parsed): void;
  /** The mailbox is another's now, or nobody's: also what is being read just then is not kept. */
  drop(mailboxId: MailboxId): void;
  clear(): void;
}

/** What was dropped until then. */
type Ticket = number & { readonly ticket: true };

/** Few, small and short-lived, in this process's memory only. */
export function createOpenedMails(clock: Clock): OpenedMails {
  const mails = new Map<string, Kept>();
  let drops = 0;
  const keyOf = (corpId: CorpId, id: MessageId) => `${corpId} ${id}`;
  const forget = (key: string): void => {
    mails.get(key)?.over.abort();
    mails.delete(key);
  };
  const total = () => mails.values().reduce((sum, { bytes }) => sum + bytes, 0);

  return {
    find: (corpId, id) => mails.get(keyOf(corpId, id))?.parsed,
    ticket: () => drops as Ticket,
    keep(ticket, { corpId, mailboxId, id }, parsed) {
      const bytes = sizeOf(parsed);
      if (ticket !== drops || bytes > mostBytes) return;
      const key = keyOf(corpId, id);
      forget(key);
      const over = new AbortController();
      mails.set(key, { mailboxId, parsed, bytes, over });
      for (const oldest of mails.keys()) {
        if (mails.size <= mostMails && total() <= mostBytes) break;
        forget(oldest);
      }
      void clock.sleep(lifeMs, over.signal).then(
        () => forget(key),
        () => undefined,
      );
    },
    drop(mailboxId) {
      drops += 1;
      for (const [key, kept] of mails) if (kept.mailboxId === mailboxId) forget(key);
    },
    clear() {
      drops += 1;
      for (const key of mails.keys()) forget(key);
    },
  };
}

/** Strings take up to two bytes a character. */
const sizeOf = (parsed: Parsed): number =>
  parsed === 'too_complex'
    ? 0
    : parsed.parts.reduce((sum, { content }) => sum + content.byteLength, 0) +
      2 * ((parsed.html?.length ?? 0) + (parsed.text?.length ?? 0));
