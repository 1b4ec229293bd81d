/** A command that is refused, in words; `status` is the answer's. */
export class ControlRefusal extends Error {
  readonly status: number;
  readonly en: string;
  constructor(status: number, zh: string, en: string) {
    super(zh);
    this.name = 'ControlRefusal';
    this.status = status;
    this.en = en;
  }
}

/** Fields of a command, not yet believed. */
export type Given = Readonly<Record<string, unknown>>;

const wrong = (name: string, zh: string, en: string) =>
  new ControlRefusal(400, `${name} 须为${zh}`, `${name} must be ${en}`);

export const isRecord = (value: unknown): value is Given =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

export function textOf(given: Given, name: string): string {
  const value = given[name];
  if (typeof value !== 'string' || value === '') throw wrong(name, '非空文本', 'text');
  return value;
}

export function numberOf(given: Given, name: string, least = 0): number {
  const value = given[name];
  if (typeof value !== 'number' || !Number.isFinite(value) || value < least)
    throw wrong(name, `不小于 ${least} 的数字`, `a number of at least ${least}`);
  return value;
}

export function recordOf(given: Given, name: string): Given {
  const value = given[name];
  if (!isRecord(value)) throw wrong(name, '对象', 'an object');
  return value;
}

export function oneOf<T extends string | number>(given: Given, name: string, allowed: readonly T[]): T {
  const value = allowed.find((one) => one === given[name]);
  if (value === undefined) throw wrong(name, `其中之一：${allowed.join('、')}`, `one of ${allowed.join(', ')}`);
  return value;
}

export function textsOf(given: Given, name: string): readonly string[] {
  const value = given[name];
  if (!Array.isArray(value) || value.some((one) => typeof one !== 'string'))
    throw wrong(name, '文本列表', 'a list of texts');
  return value as string[];
}

export function numbersOf(given: Given, name: string): readonly number[] {
  const value = given[name];
  if (!Array.isArray(value) || value.some((one) => !Number.isSafeInteger(one)))
    throw wrong(name, '整数列表', 'a list of integers');
  return value as number[];
}

/** What is absent stays absent; what is there is read. */
export function optional<T>(given: Given, name: string, read: (given: Given, name: string) => T): T | undefined {
  return given[name] === undefined || given[name] === null ? undefined : read(given, name);
}

type Reader = (given: Given, name: string) => unknown;

/** Reads the named fields, each by its own reader, and refuses all others. */
export function fieldsOf(given: Given, readers: Readonly<Record<string, Reader>>): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const name of Object.keys(given)) {
    const reader = readers[name];
    if (!reader) throw new ControlRefusal(400, `没有 ${name} 这一项`, `There is no field ${name}`);
    if (given[name] !== undefined) read[name] = reader(given, name);
  }
  return read;
}

/** Text that may be empty. */
export function anyText(given: Given, name: string): string {
  const value = given[name];
  if (typeof value !== 'string') throw wrong(name, '文本', 'text');
  return value;
}

export function flagOf(given: Given, name: string): boolean {
  const value = given[name];
  if (typeof value !== 'boolean') throw wrong(name, 'true 或 false', 'true or false');
  return value;
}
