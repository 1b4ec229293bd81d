import { err, type UserId } from '@hongyan/kit';
import type { DingTalkResult } from './types.ts';

/** One JSON object of an answer, not yet read. */
export type Fields = Readonly<Record<string, unknown>>;

/** The object that a JSON text holds; undefined for anything else. */
export function parseObject(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The value under this name, however the platform cased it today: `dept_id`, `deptId` and `DeptId` are one name. */
export function field(fields: Fields, name: string): unknown {
  if (Object.hasOwn(fields, name)) return fields[name];
  const plain = plainName(name);
  for (const key of Object.keys(fields)) if (plainName(key) === plain) return fields[key];
  return undefined;
}

const plainNames = new Map<string, string>();
function plainName(name: string): string {
  const known = plainNames.get(name);
  if (known !== undefined) return known;
  const plain = name.replaceAll('_', '').toLowerCase();
  // Names are few; a platform that invents them must not fill the memory.
  if (plainNames.size < 1000) plainNames.set(name, plain);
  return plain;
}

/** The `result` object of an answer; empty when it is not one. */
export const resultOf = (fields: Fields): Fields => objectField(fields, 'result') ?? {};

/** An object that is there. */
export function objectField(fields: Fields, name: string): Fields | undefined {
  const value = field(fields, name);
  return isObject(value) ? value : undefined;
}

/** A text that is there and not empty. */
export function textField(fields: Fields, name: string): string | undefined {
  const value = field(fields, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** An id or code that is printed as a number here and as a text there; a number that JSON has already rounded names nobody. */
export function idField(fields: Fields, name: string): string | undefined {
  return readPrinted(field(fields, name)) || undefined;
}

/** A whole number, also one printed as text (dingtalk-api.md §0.1); one that JSON has already rounded is none. */
export const numberField = (fields: Fields, name: string): number | undefined => wholeNumber(field(fields, name));

/** Old samples print booleans as strings (dingtalk-api.md §0.1). */
export function flagField(fields: Fields, name: string): boolean {
  const value = field(fields, name);
  return value === true || /^(true|1)$/i.test(readPrinted(value));
}

/** A list of whole numbers, or the text of one: old samples print both (§0.1). */
export const numbersField = (fields: Fields, name: string): number[] =>
  listOf(field(fields, name), /[^\d-]+/)
    .map(wholeNumber)
    .filter((item) => item !== undefined);

/** A list of texts, or the text of one. */
export const textsField = (fields: Fields, name: string): string[] =>
  listOf(field(fields, name), /[\s,[\]"]+/)
    .map(readPrinted)
    .filter((item) => item !== '');

/** A number, or the digits of one; nothing else has a value, whatever `Number` would make of it. */
export function wholeNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\s*-?\d+\s*$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}

/** A text as it is, a whole number as text; of everything else, nothing. */
export function readPrinted(value: unknown): string {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : '';
  return typeof value === 'string' ? value : '';
}

/** A list of person ids. */
export const userIdsField = (fields: Fields, name: string): UserId[] => textsField(fields, name) as UserId[];

/** A list of objects; what is none is left out. Undefined when there is no list at all. */
export function objectsField(fields: Fields, name: string): Fields[] | undefined {
  const value = field(fields, name);
  return Array.isArray(value) ? value.filter(isObject) : undefined;
}

function listOf(value: unknown, separator: RegExp): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return typeof value === 'string' ? value.split(separator).filter((item) => item !== '') : [];
}

const isObject = (value: unknown): value is Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** An answer that says "ok" and lacks what was asked for. */
export const badShape = (message: string): DingTalkResult<never> =>
  err({ kind: 'busy', code: 'answer.shape', message });

/** What the platform would refuse or silently drop, refused before it costs a call. */
export const refused = (message: string): DingTalkResult<never> =>
  err({ kind: 'param', code: 'request.refused', message });
