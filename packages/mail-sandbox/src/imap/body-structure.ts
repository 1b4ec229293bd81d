import { type Entity, findField, type Param, parseParams } from '../mime/entity.ts';
import { toEnvelope } from './envelope.ts';
import { toNString, toWireString } from './wire.ts';

/** BODY and BODYSTRUCTURE of RFC 3501 §7.4.2; `extended` adds disposition, language and location. */
export function toBodyStructure(raw: Buffer, entity: Entity, extended: boolean): string {
  if (entity.type === 'multipart') {
    const parts = entity.children.map((child) => toBodyStructure(raw, child, extended)).join('');
    // A multipart without parts cannot be written in the grammar: one empty text stands in.
    const inside = parts || '("TEXT" "PLAIN" NIL NIL NIL "7BIT" 0 0)';
    const more = extended ? ` ${toParams(entity.params)} ${toDisposition(entity)} NIL NIL` : '';
    return `(${inside} ${toWireString(entity.subtype.toUpperCase())}${more})`;
  }
  const size = entity.end - entity.bodyStart;
  const items = [
    toWireString(entity.type.toUpperCase()),
    toWireString(entity.subtype.toUpperCase()),
    toParams(entity.params),
    toNString(findField(entity.fields, 'content-id')),
    toNString(findField(entity.fields, 'content-description')),
    toWireString((findField(entity.fields, 'content-transfer-encoding') ?? '7BIT').toUpperCase()),
    String(size),
  ];
  const inner = entity.children[0];
  if (inner) items.push(toEnvelope(inner.fields), toBodyStructure(raw, inner, extended), countLines(raw, entity));
  else if (entity.type === 'text') items.push(countLines(raw, entity));
  if (extended) items.push('NIL', toDisposition(entity), 'NIL', 'NIL');
  return `(${items.join(' ')})`;
}

function toDisposition(entity: Entity): string {
  const value = findField(entity.fields, 'content-disposition');
  if (!value) return 'NIL';
  const { token, params } = parseParams(value);
  return `(${toWireString(token.toUpperCase())} ${toParams(params)})`;
}

function toParams(params: readonly Param[]): string {
  if (params.length === 0) return 'NIL';
  return `(${params.map(([name, value]) => `${toWireString(name.toUpperCase())} ${toWireString(value)}`).join(' ')})`;
}

function countLines(raw: Buffer, entity: Entity): string {
  let lines = 0;
  for (let at = raw.indexOf(10, entity.bodyStart); at >= 0 && at < entity.end; at = raw.indexOf(10, at + 1)) lines += 1;
  return String(lines);
}
