import { decodeText } from './charset.ts';
import { decodeTransfer } from './transfer.ts';
import type { MimePart } from './tree.ts';

/** A text part as text: transfer encoding, charset (its own label, then HTML's), `format=flowed`. */
export function textOfPart(part: MimePart): string {
  const bytes = decodeTransfer(part.body, part.encoding);
  const label = part.parameters.charset ?? (part.mediaType === 'text/html' ? metaCharset(bytes) : undefined);
  const text = decodeText(bytes, label)
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n');
  const flowed = part.mediaType === 'text/plain' && part.parameters.format?.toLowerCase() === 'flowed';
  return flowed ? unflow(text, part.parameters.delsp?.toLowerCase() === 'yes') : text;
}

/** What an HTML document says of itself in its first kilobyte. */
export function metaCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 2048)).toString('latin1');
  return /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})/i.exec(head)?.[1];
}

/** Soft line breaks of RFC 3676 joined; quoted lines and signatures keep theirs. */
function unflow(text: string, deleteSpace: boolean): string {
  const out: string[] = [];
  let open = false;
  for (const line of text.split('\n')) {
    const soft = line.endsWith(' ') && line !== '-- ' && !line.startsWith('>');
    const plain = line.startsWith(' ') ? line.slice(1) : line;
    const kept = soft && deleteSpace ? plain.slice(0, -1) : plain;
    if (open && !line.startsWith('>')) out[out.length - 1] += kept;
    else out.push(kept);
    open = soft;
  }
  return out.join('\n');
}
