import { harmless } from '../mime/file-name.ts';
import { decodeParameters } from '../mime/parameters.ts';
import type { BodyPart } from '../types.ts';
import { numberOf, textOf, type Value } from './lexer.ts';

const MOST_DEPTH = 40;

/** BODYSTRUCTURE (RFC 3501 §7.4.2) as a tree; undefined where a server's answer makes no sense. */
export function readStructure(value: Value): BodyPart | undefined {
  return Array.isArray(value) ? readPart(value, '', 0) : undefined;
}

function readPart(values: readonly Value[], path: string, depth: number): BodyPart | undefined {
  if (depth > MOST_DEPTH) return undefined;
  return Array.isArray(values[0]) ? readMultipart(values, path, depth) : readSingle(values, path, depth);
}

function readMultipart(values: readonly Value[], path: string, depth: number): BodyPart | undefined {
  const children: BodyPart[] = [];
  let at = 0;
  for (; Array.isArray(values[at]); at++) {
    const child = readPart(values[at] as readonly Value[], join(path, at + 1), depth + 1);
    if (!child) return undefined;
    children.push(child);
  }
  const subtype = textOf(values[at]);
  if (subtype === undefined) return undefined;
  return { partId: path, mediaType: `multipart/${subtype.toLowerCase()}`, encoding: '7bit', size: 0, children };
}

function readSingle(values: readonly Value[], path: string, depth: number): BodyPart | undefined {
  const [type, subtype, parameters, id, , encoding, octets] = values;
  const major = textOf(type)?.toLowerCase();
  const minor = textOf(subtype)?.toLowerCase();
  // Tencent describes an empty multipart as a single part without a size (MailKit's quirk flag).
  if (major === 'multipart')
    return { partId: path, mediaType: `multipart/${minor ?? 'mixed'}`, encoding: '7bit', size: 0, children: [] };
  const size = numberOf(octets);
  if (!major || !minor || size === undefined || Array.isArray(encoding)) return undefined;
  const named = readParameters(parameters);
  const isMessage = major === 'message' && (minor === 'rfc822' || minor === 'global');
  const extra = extensionStart(values, major, isMessage);
  const disposition = readDisposition(values.slice(extra + 1));
  const name = harmless(disposition?.parameters.filename ?? named.name ?? '');
  const charset = named.charset?.toLowerCase();
  const contentId = textOf(id)?.replace(/^\s*<|>\s*$/g, '');
  // Parts of an enclosed message are numbered under it (RFC 3501 §6.4.5).
  const partId = path === '' ? '1' : path;
  const inner =
    isMessage && Array.isArray(values[8])
      ? readPart(values[8] as readonly Value[], Array.isArray(values[8][0]) ? partId : join(partId, 1), depth + 1)
      : undefined;
  return {
    partId,
    mediaType: `${major}/${minor}`,
    encoding: textOf(encoding)?.toLowerCase() || '7bit',
    size,
    children: inner ? [inner] : [],
    ...(charset ? { charset } : {}),
    ...(name ? { name } : {}),
    ...(contentId ? { contentId } : {}),
    ...(disposition ? { disposition: disposition.kind } : {}),
  };
}

/** Where the extension data (md5 first) begins. */
function extensionStart(values: readonly Value[], major: string, isMessage: boolean): number {
  if (isMessage && Array.isArray(values[7])) return 10;
  return major === 'text' ? 8 : 7;
}

function readParameters(value: Value | undefined): Record<string, string> {
  if (!Array.isArray(value)) return {};
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < value.length; at += 2) {
    const name = textOf(value[at]);
    const text = textOf(value[at + 1]);
    if (name !== undefined && text !== undefined) pairs.push([name.toLowerCase(), text]);
  }
  return decodeParameters(pairs);
}

interface Disposition {
  readonly kind: 'inline' | 'attachment';
  readonly parameters: Record<string, string>;
}

/** Servers leave out fields of the extension: the disposition is the first list that begins with its word. */
function readDisposition(extensions: readonly Value[]): Disposition | undefined {
  for (const value of extensions) {
    if (!Array.isArray(value)) continue;
    const kind = textOf(value[0])?.toLowerCase();
    if (kind === 'attachment' || kind === 'inline') return { kind, parameters: readParameters(value[1]) };
  }
  return undefined;
}

const join = (path: string, index: number): string => (path === '' ? `${index}` : `${path}.${index}`);
