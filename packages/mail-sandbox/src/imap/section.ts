import { type Entity, parseMessage, readHeader } from '../mime/entity.ts';
import type { StoredMessage } from '../store/message.ts';

/** `BODY[1.2.HEADER.FIELDS (DATE)]<0.2048>` in pieces. */
export interface Section {
  readonly path: readonly number[];
  readonly kind: 'ALL' | 'HEADER' | 'HEADER.FIELDS' | 'HEADER.FIELDS.NOT' | 'TEXT' | 'MIME';
  readonly fields: readonly string[];
  readonly from?: number | undefined;
  readonly length?: number | undefined;
}

const parsed = new WeakMap<StoredMessage, Entity>();

/** The structure of a message, read once. */
export function entityOf(message: StoredMessage): Entity {
  const known = parsed.get(message);
  if (known) return known;
  const entity = parseMessage(message.raw);
  parsed.set(message, entity);
  return entity;
}

/** The bytes of a section, or undefined when there is no such part. */
export function cutSection(message: StoredMessage, section: Section): Buffer | undefined {
  const whole = takeWhole(message, section);
  if (!whole || section.from === undefined) return whole;
  return whole.subarray(section.from, section.from + (section.length ?? whole.length));
}

function takeWhole(message: StoredMessage, section: Section): Buffer | undefined {
  const { raw } = message;
  if (section.path.length === 0) {
    if (section.kind === 'ALL') return raw;
    // The header alone needs no walk through the parts.
    const { fields, bodyStart } = readHeader(raw);
    return ofMessage(raw, { start: 0, bodyStart, end: raw.length, fields }, section);
  }
  const part = findPart(entityOf(message), section.path);
  if (!part) return undefined;
  if (section.kind === 'ALL') return raw.subarray(part.bodyStart, part.end);
  if (section.kind === 'MIME') return raw.subarray(part.start, part.bodyStart);
  const inner = part.children[0];
  return part.type === 'message' && inner ? ofMessage(raw, inner, section) : undefined;
}

function ofMessage(
  raw: Buffer,
  entity: Pick<Entity, 'start' | 'bodyStart' | 'end' | 'fields'>,
  section: Section,
): Buffer {
  if (section.kind === 'TEXT') return raw.subarray(entity.bodyStart, entity.end);
  if (section.kind === 'HEADER') return raw.subarray(entity.start, entity.bodyStart);
  const wanted = entity.fields.filter(
    (field) => section.fields.includes(field.name) === (section.kind === 'HEADER.FIELDS'),
  );
  return Buffer.concat([...wanted.map((field) => raw.subarray(field.start, field.end)), Buffer.from('\r\n')]);
}

/** Part numbers of RFC 3501 §6.4.5: a message that is no multipart has the one part 1. */
function findPart(root: Entity, path: readonly number[]): Entity | undefined {
  let entity: Entity | undefined = root;
  for (const [depth, number] of path.entries()) {
    if (depth > 0 && entity.type === 'message') entity = entity.children[0];
    if (!entity) return undefined;
    if (entity.type === 'multipart') entity = entity.children[number - 1];
    else if (number !== 1) return undefined;
    if (!entity) return undefined;
  }
  return entity;
}
