import type { ParsedMessage, ParsedPart } from '../types.ts';
import { nameOfPart } from './file-name.ts';
import { parseHeaders } from './headers.ts';
import { textOfPart } from './part-text.ts';
import { decodeTransfer } from './transfer.ts';
import { type MimePart, parseTree } from './tree.ts';

/** One stretch of the body, in one or both forms. */
interface Stretch {
  html?: string;
  text?: string;
}

interface Collected {
  readonly stretches: Stretch[];
  readonly others: MimePart[];
}

/** A message read whole. Throws `TooComplex` past the limits. */
export function assembleMessage(raw: Uint8Array): ParsedMessage {
  const root = parseTree(raw);
  const { stretches, others: all } = collect(root);
  const others = withoutTwins(all);
  const html = joinHtml(stretches);
  const text = stretches.flatMap(({ text }) => text ?? []).join('\n');
  const shown = html === undefined ? new Set<string>() : contentIdsIn(html);
  return {
    headers: parseHeaders(raw),
    parts: others.map((part, at) => toParsedPart(part, String(at + 1), shown)),
    ...(html === undefined ? {} : { html }),
    ...(text === '' && html !== undefined ? {} : { text }),
  };
}

/** Invitations come twice, as an alternative of the body and as a file: one is enough. */
function withoutTwins(parts: readonly MimePart[]): readonly MimePart[] {
  const named = parts.some((part) => part.mediaType !== 'text/calendar' && isCalendarFile(part));
  const attached = named || parts.filter((part) => part.mediaType === 'text/calendar').length > 1;
  if (!attached) return parts;
  const kept = parts.filter((part) => part.mediaType !== 'text/calendar' || isCalendarFile(part));
  return kept.some(isCalendarFile) ? kept : parts;
}

const isCalendarFile = ({ dispositionParameters, parameters }: MimePart): boolean =>
  /\.ics$/i.test(dispositionParameters.filename ?? parameters.name ?? '');

function collect(part: MimePart): Collected {
  if (part.children.length === 0) return collectLeaf(part);
  const inner = part.children.map(collect);
  const others = inner.flatMap((one) => one.others);
  const stretches = inner.flatMap((one) => one.stretches);
  if (part.mediaType !== 'multipart/alternative') return { stretches, others };
  // Of several forms of one content the last of each kind is the richest (RFC 2046 §5.1.4).
  const merged: Stretch = {};
  const htmlBranch = inner.findLast((one) => one.stretches.some(({ html }) => html !== undefined));
  const textBranch = inner.find((one) => one.stretches.some(({ text }) => text !== undefined));
  if (htmlBranch) merged.html = joinHtml(htmlBranch.stretches) ?? '';
  if (textBranch) merged.text = textBranch.stretches.flatMap(({ text }) => text ?? []).join('\n');
  return { stretches: htmlBranch || textBranch ? [merged] : [], others };
}

function collectLeaf(part: MimePart): Collected {
  const { mediaType, disposition } = part;
  if (mediaType.startsWith('multipart/')) return { stretches: [], others: [] };
  const named = part.dispositionParameters.filename !== undefined || part.parameters.name !== undefined;
  const isBody = disposition !== 'attachment' && !(named && disposition !== 'inline');
  if (isBody && mediaType === 'text/html') return { stretches: [{ html: textOfPart(part) }], others: [] };
  if (isBody && mediaType === 'text/plain') return { stretches: [{ text: textOfPart(part) }], others: [] };
  return { stretches: [], others: [part] };
}

/** One HTML out of all stretches; plain ones between are escaped. Undefined where nothing is HTML. */
function joinHtml(stretches: readonly Stretch[]): string | undefined {
  if (!stretches.some(({ html }) => html !== undefined)) return undefined;
  return stretches
    .map(
      ({ html, text }) => html ?? (text?.trim() ? `<pre style="white-space:pre-wrap">${escapeHtml(text)}</pre>` : ''),
    )
    .join('\n');
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Content-IDs that the HTML shows. */
function contentIdsIn(html: string): Set<string> {
  const ids = new Set<string>();
  for (const [, id] of html.matchAll(/\bcid:([^"'\s<>)]{1,300})/gi)) {
    ids.add(id!);
    try {
      ids.add(decodeURIComponent(id!));
    } catch {
      // Not percent-encoded after all.
    }
  }
  return ids;
}

function toParsedPart(part: MimePart, partId: string, shown: ReadonlySet<string>): ParsedPart {
  const content = decodeTransfer(part.body, part.encoding);
  const { contentId } = part;
  return {
    partId,
    name: nameOfPart(part, partId),
    mediaType: part.mediaType,
    size: content.byteLength,
    inline: contentId !== undefined && shown.has(contentId),
    content,
    ...(contentId ? { contentId } : {}),
  };
}
