import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';

/** A mail from outside, as bytes on the wire. */
export interface Letter {
  readonly messageId: string;
  readonly subject: string;
  readonly raw: string;
}

const word = (text: string) => `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;

/** A plain Chinese letter. */
export function buildLetter(
  to: string,
  options: { subject: string; text: string; from?: string; fromName?: string; cc?: string },
): Letter {
  const messageId = `<${randomBytes(8).toString('hex')}@outside.test>`;
  return {
    messageId,
    subject: options.subject,
    raw: [
      `From: ${word(options.fromName ?? '李雷')} <${options.from ?? 'lilei@outside.test'}>`,
      `To: <${to}>`,
      ...(options.cc ? [`Cc: ${options.cc}`] : []),
      `Subject: ${word(options.subject)}`,
      `Message-ID: ${messageId}`,
      `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(options.text).toString('base64'),
      '',
    ].join('\r\n'),
  };
}

/** A letter with HTML that wants to do harm, and an attachment with a long Chinese name. */
export function buildHeavyLetter(
  to: string,
  options: { subject: string; html: string; attachment: { name: string; content: Uint8Array } },
): Letter {
  const messageId = `<${randomBytes(8).toString('hex')}@outside.test>`;
  const boundary = `b${randomBytes(8).toString('hex')}`;
  const name = encodeURIComponent(options.attachment.name);
  return {
    messageId,
    subject: options.subject,
    raw: [
      `From: Clara Lindqvist <clara@halden-optik.test>`,
      `To: <${to}>`,
      `Subject: ${word(options.subject)}`,
      `Message-ID: ${messageId}`,
      `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
      'MIME-Version: 1.0',
      `Content-Type: multipart/mixed; boundary="${boundary}"`,
      '',
      `--${boundary}`,
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      ...(Buffer.from(options.html)
        .toString('base64')
        .match(/.{1,76}/g) ?? []),
      `--${boundary}`,
      `Content-Type: application/pdf`,
      `Content-Disposition: attachment; filename*=UTF-8''${name}`,
      'Content-Transfer-Encoding: base64',
      '',
      ...(Buffer.from(options.attachment.content)
        .toString('base64')
        .match(/.{1,76}/g) ?? []),
      `--${boundary}--`,
      '',
    ].join('\r\n'),
  };
}

/** A mail that is made to break whoever reads it. */
export function buildBomb(to: string, kind: 'deep' | 'parts' | 'headers' | 'recipients', subject: string): string {
  const head = (fields: string) =>
    [
      'From: <mallory@outside.test>',
      `To: <${to}>`,
      `Subject: ${word(subject)}`,
      `Message-ID: <${randomBytes(8).toString('hex')}@outside.test>`,
      `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
      'MIME-Version: 1.0',
      fields,
    ].join('\r\n');
  if (kind === 'deep') {
    const open = Array.from(
      { length: 200 },
      (_, at) => `--b${at}\r\nContent-Type: multipart/mixed; boundary=b${at + 1}\r\n\r\n`,
    );
    return `${head('Content-Type: multipart/mixed; boundary=b0')}\r\n\r\n${open.join('')}x\r\n`;
  }
  if (kind === 'parts')
    return `${head('Content-Type: multipart/mixed; boundary=b')}\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(50_000)}`;
  if (kind === 'headers') return `${head('X-A: b\r\n'.repeat(100_000).trimEnd())}\r\n\r\nx\r\n`;
  return `${head(`Cc: ${'"a, b" <a@outside.test>,\r\n '.repeat(60_000)}<z@outside.test>`)}\r\n\r\nx\r\n`;
}

/** The smallest PNG that shows: one red pixel. */
export const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC',
  'base64',
);

/** A letter whose HTML shows a picture of its own by Content-ID (RFC 2392). */
export function buildPictureLetter(to: string, subject: string): Letter {
  const messageId = `<${randomBytes(8).toString('hex')}@outside.test>`;
  return {
    messageId,
    subject,
    raw: [
      'From: Clara Lindqvist <clara@halden-optik.test>',
      `To: <${to}>`,
      `Subject: ${word(subject)}`,
      `Message-ID: ${messageId}`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/related; boundary="rel"',
      '',
      '--rel',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>A picture:</p><img src="cid:pic@halden" width="40" height="40" alt="red">',
      '--rel',
      'Content-Type: image/png; name="red.png"',
      'Content-ID: <pic@halden>',
      'Content-Disposition: inline; filename="red.png"',
      'Content-Transfer-Encoding: base64',
      '',
      pixel.toString('base64'),
      '--rel--',
      '',
    ].join('\r\n'),
  };
}
