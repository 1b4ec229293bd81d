import { type MailboxId, type MessageId, newId } from '@hongyan/kit';
import type { FetchedHeaders, Flags } from '@hongyan/mail';
import type { CorpVault } from '../../platform/vault/types.ts';
import { countAttachments } from './attachment-count.ts';
import { type Envelope, sealEnvelope, searchText } from './envelope.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Parsing } from './ports.ts';
import { createWordHasher, fold, toPieces } from './search-words.ts';

/** The flags that the index keeps. */
export interface IndexFlags {
  readonly seen: boolean;
  readonly starred: boolean;
  readonly answered: boolean;
  readonly forwarded: boolean;
}

/** A message of the server made ready for the index, before any transaction begins. */
export interface MessageDraft extends IndexFlags {
  readonly id: MessageId;
  readonly uid: number;
  readonly internalDate: Date;
  readonly size: number;
  readonly attachmentCount: number;
  readonly fingerprint: Buffer;
  readonly sealed: Buffer;
  readonly words: number[];
  readonly envelope: Envelope;
}

export const toIndexFlags = (flags: Flags): IndexFlags => ({
  seen: flags.has('seen'),
  starred: flags.has('flagged'),
  answered: flags.has('answered'),
  forwarded: flags.has('$Forwarded') || flags.has('$forwarded'),
});

/** How many bytes of the text a preview is made from: enough to pass the part headers of a multipart mail. */
export const previewBytes = 4096;
const maxRecipients = 20;

export type DraftMaker = (fetched: FetchedHeaders) => Promise<MessageDraft>;

/** Decodes, seals and hashes messages of one mailbox. */
export function createDraftMaker(
  { vault, parsing, now }: { vault: CorpVault; parsing: Parsing; now: () => number },
  mailboxId: MailboxId,
): DraftMaker {
  const hashWords = createWordHasher(vault, mailboxId);
  return async (fetched) => {
    const headers = parsing.headers(fetched.header);
    const id = newId<MessageId>(now());
    const envelope: Envelope = {
      from: headers.from[0] ?? headers.sender[0] ?? { name: '', address: '' },
      to: headers.to.slice(0, maxRecipients),
      cc: headers.cc.slice(0, maxRecipients),
      subject: headers.subject.slice(0, 998),
      preview: fetched.text ? await parsing.preview({ ...fetched, text: fetched.text }) : '',
      machine: headers.machine,
      messageId: headers.messageId,
    };
    return {
      id,
      uid: fetched.uid,
      ...toIndexFlags(fetched.flags),
      internalDate: fetched.internalDate,
      size: fetched.size,
      attachmentCount: countAttachments(fetched.structure),
      fingerprint: fingerprintOf(vault, mailboxId, headers, fetched.size),
      sealed: sealEnvelope(vault, id, envelope),
      words: hashWords(toPieces(fold(searchText(envelope)))),
      envelope,
    };
  };
}
