import MailComposer from 'nodemailer/lib/mail-composer';
import { toHtml, toText } from './blocks.ts';
import { parts } from './calendar.ts';
import { composeLegacy } from './compose-legacy.ts';
import { escapeXml } from './files/office.ts';
import type { Letter, Party } from './letter.ts';

/** A letter as the bytes of a mail. */
export async function compose(letter: Letter): Promise<Buffer> {
  if (letter.legacy) return composeLegacy(letter, letter.legacy);
  const quoted = letter.re ?? letter.forwarded;
  const sign = letter.from.signature ? [`${letter.from.name}\n${letter.from.signature}`] : [];
  const blocks = [...letter.body, ...sign];
  const text = toText(blocks) + (quoted ? `\n\n${toQuotedText(quoted)}` : '');
  const html = letter.html ?? `<div>${toHtml(blocks)}${quoted ? toQuotedHtml(quoted) : ''}</div>`;
  const references = toReferences(letter);
  const composer = new MailComposer({
    // Boundaries that do not change make the same bytes on every run.
    baseBoundary: letter.id.replace(/\W/g, ''),
    messageId: letter.id,
    date: new Date(letter.at),
    from: toAddress(letter.from),
    to: letter.to.map(toAddress),
    cc: letter.cc.map(toAddress),
    subject: letter.subject,
    ...(letter.re && { inReplyTo: letter.re.id }),
    ...(references.length > 0 && { references }),
    text,
    html,
    attachments: letter.files.map((file) => ({
      filename: file.name,
      contentType: file.type,
      content: file.content,
      ...(file.cid && { cid: file.cid, contentDisposition: 'inline' as const }),
    })),
    ...(letter.event && { icalEvent: { method: 'REQUEST', filename: 'invite.ics', content: letter.event } }),
    headers: toExtraHeaders(letter),
  });
  const node = composer.compile();
  node.keepBcc = false;
  return node.build();
}

const toAddress = ({ name, address }: Party) => ({ name, address });

/** Everything that the letter answers, oldest first (RFC 5322 §3.6.4). */
function toReferences(letter: Letter): string[] {
  const ids: string[] = [];
  for (let each = letter.re; each; each = each.re) ids.unshift(each.id);
  return ids;
}

function toExtraHeaders(letter: Letter): Record<string, string> {
  if (!letter.bulk) return {};
  const { address } = letter.from;
  const host = address.slice(address.indexOf('@') + 1);
  return {
    Precedence: 'bulk',
    'Auto-Submitted': 'auto-generated',
    'List-Unsubscribe': `<https://${host}/unsubscribe?u=7f3a91>`,
  };
}

function toQuoteHead(letter: Letter): string {
  const { full, time } = parts(letter.at);
  return letter.english
    ? `On ${new Date(letter.at).toUTCString().slice(0, 22)}, ${letter.from.name} wrote:`
    : `${full} ${time}，${letter.from.name} <${letter.from.address}> 写道：`;
}

function toQuotedText(letter: Letter): string {
  const lines = toText(letter.body).split('\n');
  return [toQuoteHead(letter), ...lines.map((line) => `> ${line}`)].join('\n');
}

function toQuotedHtml(letter: Letter): string {
  const inner = toHtml(letter.body);
  return `<div class="quote"><p>${escapeXml(toQuoteHead(letter))}</p><blockquote style="margin:0 0 0 8px;padding-left:12px;border-left:2px solid #ccc">${inner}</blockquote></div>`;
}
