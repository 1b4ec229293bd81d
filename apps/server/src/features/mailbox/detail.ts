import type { Attachment, MessageBody, MessageDetail, MessageSummary, Recipient } from '@hongyan/contract';
import { type MailAddress, type ParsedMessage, type ParsedPart, textInWorker, washInWorker } from '@hongyan/mail';
import type { Principal } from '../../http/types.ts';
import type { Links } from './ports.ts';
import { senderKindOf } from './sender-kind.ts';

export interface DetailContext {
  readonly principal: Principal;
  readonly links: Links;
  readonly domains: ReadonlySet<string>;
  readonly showImages: boolean;
}

/** One mail as one answer: headers, washed body, attachments with their signed addresses. */
export async function presentDetail(
  summary: MessageSummary,
  parsed: ParsedMessage | 'too_complex',
  context: DetailContext,
): Promise<MessageDetail> {
  const originalUrl = context.links.original(context.principal, summary.id);
  if (parsed === 'too_complex') {
    const to = summary.to.map((person) => toRecipient(person, context));
    return { summary, to, cc: [], replyTo: [], body: { kind: 'too_complex' }, attachments: [], originalUrl };
  }
  const { body, shown } = await presentBody(summary, parsed, context);
  return {
    summary,
    to: parsed.headers.to.map((person) => toRecipient(person, context)),
    cc: parsed.headers.cc.map((person) => toRecipient(person, context)),
    replyTo: parsed.headers.replyTo,
    sentAt: parsed.headers.date?.toISOString(),
    messageIdHeader: parsed.headers.messageId,
    body,
    attachments: parsed.parts
      .filter((part) => !shown.has(part.partId))
      .map((part) => toAttachment(summary, part, context)),
    originalUrl,
  };
}

async function presentBody(
  summary: MessageSummary,
  parsed: ParsedMessage,
  { principal, links, showImages }: DetailContext,
): Promise<{ body: MessageBody; shown: ReadonlySet<string> }> {
  if (parsed.html === undefined) return { body: { kind: 'text', text: parsed.text ?? '' }, shown: new Set() };
  const byContentId = new Map(
    parsed.parts.flatMap((part) => (part.contentId ? [[part.contentId.replace(/^<|>$/g, ''), part] as const] : [])),
  );
  const washed = await washInWorker(parsed.html, {
    inline: new Map(
      [...byContentId].map(([contentId, part]) => [contentId, links.inlineImage(principal, summary.id, part.partId)]),
    ),
    remote: showImages ? (url) => links.remoteImage(principal, summary.id, url) : 'block',
  });
  if (washed === 'too_complex') {
    // The words can mostly still be read.
    const text = parsed.text ?? (await textInWorker(parsed.html));
    return { body: text ? { kind: 'text', text } : { kind: 'too_complex' }, shown: new Set() };
  }
  const shown = new Set([...washed.usedContentIds].flatMap((contentId) => byContentId.get(contentId)?.partId ?? []));
  const { html, text, blockedImages, designed } = washed;
  return { body: { kind: 'html', html, text, blockedImages, designed }, shown };
}

const toRecipient = (person: MailAddress, { domains }: DetailContext): Recipient => ({
  name: person.name,
  address: person.address,
  kind: senderKindOf(person.address, false, domains),
});

const images: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp']);
const texts: ReadonlySet<string> = new Set(['text/plain', 'text/csv', 'text/markdown', 'application/json']);

const toAttachment = (summary: MessageSummary, part: ParsedPart, { principal, links }: DetailContext): Attachment => ({
  partId: part.partId,
  name: part.name,
  mediaType: part.mediaType,
  size: part.size,
  url: links.attachment(principal, summary.id, part.partId),
  preview: images.has(part.mediaType) ? 'image' : texts.has(part.mediaType) ? 'text' : 'none',
});
