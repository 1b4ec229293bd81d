import MailComposer from 'nodemailer/lib/mail-composer';
import type { BuiltMail, MailAddress, OutgoingMail } from '../types.ts';
import { toCrlf } from './line-ends.ts';

/**
 * A mail as bytes: alternative text and HTML, related for pictures that the HTML shows, mixed for attachments. File names
 * go out both as RFC 2231 `filename*` and as RFC 2047 `name`, because Chinese clients read only the second
 * (mail-providers.md §3.1). The blind copies are in the envelope only.
 */
export async function buildMail(mail: OutgoingMail): Promise<BuiltMail> {
  const composer = new MailComposer({
    from: one(mail.from),
    to: mail.to.map(one),
    cc: mail.cc.map(one),
    subject: oneLine(mail.subject),
    messageId: oneLine(mail.messageId),
    date: mail.date,
    text: mail.text,
    html: mail.html,
    textEncoding: 'base64',
    // Nothing of a mail may name a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(mail.inReplyTo ? { inReplyTo: oneLine(mail.inReplyTo) } : {}),
    ...(mail.references && mail.references.length > 0 ? { references: mail.references.map(oneLine) } : {}),
    attachments: mail.attachments.map(({ name, mediaType, content, contentId }) => ({
      filename: oneLine(name),
      contentType: /^[\w.+-]+\/[\w.+-]+$/.test(mediaType) ? mediaType : 'application/octet-stream',
      content: Buffer.from(content.buffer, content.byteOffset, content.byteLength),
      ...(contentId ? { cid: oneLine(contentId).replace(/[<>\s]/g, ''), contentDisposition: 'inline' as const } : {}),
    })),
  });
  // ASCII text goes out as it is, with the line ends that it came with.
  const raw = toCrlf(await composer.compile().build());
  const to = [...mail.to, ...mail.cc, ...mail.bcc].map(({ address }) => address);
  return { raw, envelope: { from: mail.from.address, to: [...new Set(to)] } };
}

const one = ({ name, address }: MailAddress): { name: string; address: string } => ({
  name: oneLine(name),
  address: oneLine(address),
});

/** No field may bring a line's end of its own. */
const oneLine = (text: string): string => text.replace(/[\r\n\0]+/g, ' ').trim();
