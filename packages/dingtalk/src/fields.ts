import { err, type UserId } from '@hongyan/kit';
import type { DingTalkResult } from './types.ts';

/** One JSON object of an answer, not yet read. */
export type Fields = Readonly<Record<string, unknown>>;

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

/** An id or code that is printed as a number here and as a text there. */
export function idField(fields: Fields, name: string): string | undefined {
  const value = field(fields, name);
  return typeof value === 'number' ? String(value) : textField(fields, name);
}

/** A whole number, also one printed as text (dingtalk-api.md §0.1); one that JSON has already rounded is none. */
export function numberField(fields: Fields, name: string): number | undefined {
  const value = field(fields, name);
  if (value === null || value === undefined || value === '' || typeof value === 'boolean') return undefined;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** Old samples print booleans as strings (dingtalk-api.md §0.1). */
export const flagField = (fields: Fields, name: string): boolean => /^(true|1)$/i.test(String(field(fields, name)));

/** A list of whole numbers, or the text of one: old samples print both (§0.1). */
export function numbersField(fields: Fields, name: string): number[] {
  const list = listOf(field(fields, name), /[^\d-]+/);
  const printed = list.filter((item) => typeof item === 'number' || (typeof item === 'string' && item.trim() !== ''));
  return printed.map(Number).filter(Number.isSafeInteger);
}

/** A list of texts, or the text of one. */
export function textsField(fields: Fields, name: string): string[] {
  return listOf(field(fields, name), /[\s,[\]"]+/)
    .filter((item) => typeof item === 'string' || typeof item === 'number')
    .map(String)
    .filter((item) => item !== '');
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
