import type { Attachment, MessageBody, MessageDetail, MessageSummary, Recipient } from '@hongyan/contract';
import { isAppError } from '@hongyan/kit';
import type { MailAddress, ParsedMessage, ParsedPart } from '@hongyan/mail';
import { textOfHtml, washHtml } from '@hongyan/mail-html';
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
export function presentDetail(
  summary: MessageSummary,
  parsed: ParsedMessage | 'too_complex',
  context: DetailContext,
): MessageDetail {
  const originalUrl = context.links.original(context.principal, summary.id);
  if (parsed === 'too_complex') {
    const to = summary.to.map((person) => toRecipient(person, context));
    return { summary, to, cc: [], replyTo: [], body: { kind: 'too_complex' }, attachments: [], originalUrl };
  }
  const { body, shown } = presentBody(summary, parsed, context);
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

function presentBody(
  summary: MessageSummary,
  parsed: ParsedMessage,
  { principal, links, showImages }: DetailContext,
): { body: MessageBody; shown: ReadonlySet<string> } {
  if (parsed.html === undefined) return { body: { kind: 'text', text: parsed.text ?? '' }, shown: new Set() };
  const byContentId = new Map(
    parsed.parts.flatMap((part) => (part.contentId ? [[part.contentId.replace(/^<|>$/g, ''), part] as const] : [])),
  );
  try {
    const washed = washHtml(parsed.html, {
      inlineImage: (contentId) => {
        const part = byContentId.get(contentId);
        return part && links.inlineImage(principal, summary.id, part.partId);
      },
      remoteImage: (url) => (showImages ? links.remoteImage(principal, summary.id, url) : undefined),
    });
    const shown = new Set([...washed.usedContentIds].flatMap((contentId) => byContentId.get(contentId)?.partId ?? []));
    const { html, text, blockedImages, designed } = washed;
    return { body: { kind: 'html', html, text, blockedImages, designed }, shown };
  } catch (thrown) {
    if (!isAppError(thrown)) throw thrown;
    // Past the washer's limits the words can still be read.
    const text = parsed.text ?? textOfHtml(parsed.html);
    return { body: text ? { kind: 'text', text } : { kind: 'too_complex' }, shown: new Set() };
  }
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
