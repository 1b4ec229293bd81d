import type { SendRequest, Upload } from '@hongyan/contract';
import { AppError, type MailboxId, type MessageId, newId, parseUuid } from '@hongyan/kit';
import { type BuiltMail, type OutgoingMail, type WashImages, washInWorker } from '@hongyan/mail';
import type { Washed } from '@hongyan/mail-html';
import type { Principal } from '../../http/types.ts';
import type { Language } from './language.ts';
import type { ComposeDeps, Original, SendingAccount } from './ports.ts';
import { wholeOriginalPart } from './prefill.ts';
import { renderQuote, toInline } from './quote.ts';
import { checkRecipients } from './recipients.ts';
import { toThreading } from './threading.ts';
import type { Uploads } from './uploads.ts';

type Attached = OutgoingMail['attachments'][number];

/** A mail with its bytes fixed. */
export interface Assembled {
  readonly mail: OutgoingMail;
  readonly built: BuiltMail;
}

// Base64 and line ends make a file about this much longer.
const wireFactor = 1.37;

/** Makes the mail that a request describes, or throws what is wrong with it. Nothing is stored yet. */
export async function assembleMail(
  deps: Pick<ComposeDeps, 'person' | 'mail' | 'door' | 'clock'> & { readonly uploads: Uploads },
  principal: Principal,
  account: SendingAccount,
  request: SendRequest,
  language: Language,
): Promise<Assembled> {
  const recipients = checkRecipients(request);
  const uploads = await deps.uploads.describe(principal, [...new Set(request.uploadIds)]);
  const { maxMessageBytes } = account.profile;
  checkSize(sum(uploads) * wireFactor, maxMessageBytes);
  const original = await loadOriginal(deps, principal, request);
  const domain = account.address.slice(account.address.lastIndexOf('@') + 1);
  const newCid = () => `${newId<string>(deps.clock.now())}@${domain}`;

  // Images pasted into the letter are uploads that its HTML names as cid:<upload id>.
  const uploadCids = new Map<string, string>(uploads.map(({ id }) => [id, newCid()]));
  const own = await washOwn(request.html, { inline: toUrls(uploadCids), remote: 'keep' });
  const parts = original && original.parsed !== 'too_complex' ? original.parsed.parts : [];
  const partOf = toInline(parts, (partId) => partId);
  const quoteCids = new Map([...partOf.keys()].map((contentId) => [contentId, newCid()]));
  const quote =
    original && request.quote && request.kind !== 'new'
      ? await renderQuote(original, {
          kind: request.kind,
          language,
          images: { inline: toUrls(quoteCids), remote: 'keep' },
        })
      : undefined;
  // Only what the letter shows travels as its picture.
  const cidOf = new Map([
    ...pickShown(own.usedContentIds, uploadCids, (id) => `upload ${id}`),
    ...pickShown(quote?.usedContentIds, quoteCids, (id) => `part ${partOf.get(id)}`),
  ]);

  const inline = parts.flatMap((part): readonly Attached[] => {
    const contentId = cidOf.get(`part ${part.partId}`);
    return contentId ? [{ name: part.name, mediaType: part.mediaType, content: part.content, contentId }] : [];
  });
  const taken = await takeOriginalParts(deps, principal, request, original, cidOf);
  checkSize(
    (sum(uploads) + [...inline, ...taken].reduce((total, part) => total + part.content.byteLength, 0)) * wireFactor,
    maxMessageBytes,
  );
  const loaded: Attached[] = [];
  for (const upload of uploads) {
    const { name, mediaType, content } = await deps.uploads.load(principal.corpId, upload);
    const contentId = cidOf.get(`upload ${upload.id}`);
    loaded.push({ name, mediaType, content, ...(contentId ? { contentId } : {}) });
  }

  const person = await deps.person(principal.corpId, principal.memberId);
  const headers = original && original.parsed !== 'too_complex' ? original.parsed.headers : undefined;
  const mail: OutgoingMail = {
    from: { name: person?.name ?? '', address: account.address },
    ...recipients,
    subject: request.subject.replace(/\p{Cc}+/gu, ' ').trim(),
    html: quote ? `${own.html}\n<div><br></div>\n${quote.html}` : own.html,
    text: quote ? `${own.text}\n\n${quote.text}` : own.text,
    messageId: deps.door.newMessageId(domain),
    date: new Date(deps.clock.now()),
    ...(headers && request.kind !== 'new' ? toThreading(headers, request.kind) : {}),
    attachments: [...inline, ...taken, ...loaded],
  };
  const built = await deps.door.buildMail(mail);
  checkSize(built.raw.byteLength, maxMessageBytes);
  return { mail, built };
}

/** Even what our own page sends is washed: it may have been pasted there. */
async function washOwn(html: string, images: WashImages): Promise<Washed> {
  const washed = await washInWorker(html, images);
  if (washed !== 'too_complex') return washed;
  throw new AppError('mail.too_complex', {
    what: {
      zh: '正文的排版太复杂，请改为粘贴纯文字。',
      en: 'The text is laid out in too complex a way. Paste it as plain text.',
    },
  });
}

const toUrls = (cids: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...cids].map(([name, cid]) => [name, `cid:${cid}`]));

const pickShown = (
  used: ReadonlySet<string> = new Set(),
  cids: ReadonlyMap<string, string>,
  keyOf: (name: string) => string,
): readonly (readonly [string, string])[] =>
  [...used].flatMap((name) => {
    const cid = cids.get(name);
    return cid === undefined ? [] : [[keyOf(name), cid] as const];
  });

async function loadOriginal(
  deps: Pick<ComposeDeps, 'mail'>,
  principal: Principal,
  request: SendRequest,
): Promise<Original | undefined> {
  if (request.kind === 'new') return undefined;
  const messageId = request.originalId && parseUuid<MessageId>(request.originalId);
  if (!messageId) throw new AppError('request.invalid', { detail: 'originalId' });
  const original = await deps.mail().read(principal, messageId);
  if (!original) throw new AppError('mail.gone');
  return original;
}

/** Parts of the original go along as they are: taken here, never sent through the browser. */
async function takeOriginalParts(
  deps: Pick<ComposeDeps, 'mail'>,
  principal: Principal,
  request: SendRequest,
  original: Original | undefined,
  shown: ReadonlyMap<string, string>,
): Promise<readonly Attached[]> {
  if (!original || request.originalPartIds.length === 0) return [];
  if (original.parsed === 'too_complex') {
    if (!request.originalPartIds.includes(wholeOriginalPart)) return [];
    const content = await deps.mail().readRaw(principal, original.summary.id);
    if (!content) throw new AppError('mail.gone');
    return [{ name: 'original.eml', mediaType: 'message/rfc822', content }];
  }
  const { parts } = original.parsed;
  return [...new Set(request.originalPartIds)].flatMap((partId) => {
    const part = parts.find((entry) => entry.partId === partId);
    if (!part) throw new AppError('mail.gone', { detail: partId.slice(0, 20) });
    if (shown.has(`part ${partId}`)) return [];
    return [{ name: part.name, mediaType: part.mediaType, content: part.content }];
  });
}

const sum = (uploads: readonly Upload[]): number => uploads.reduce((total, upload) => total + upload.size, 0);

function checkSize(bytes: number, limit: number): void {
  if (bytes <= limit) return;
  const inMb = (value: number) => `${(value / 1024 / 1024).toFixed(1)} MB`;
  throw new AppError('mail.size', { detail: `${inMb(bytes)} > ${inMb(limit)}` });
}

/** What the mailbox of a request must be. */
export const parseMailboxId = (text: string): MailboxId => {
  const id = parseUuid<MailboxId>(text);
  if (!id) throw new AppError('binding.missing');
  return id;
};
