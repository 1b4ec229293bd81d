import { inspect } from 'node:util';

/** A value that never prints itself: logs, JSON and inspection show `[secret]`. */
export class Secret {
  readonly #value: string;
  constructor(value: string) {
    this.#value = value;
  }
  /** The one way to the value; call it where the secret is used and nowhere else. */
  reveal(): string {
    return this.#value;
  }
  toString(): string {
    return '[secret]';
  }
  toJSON(): string {
    return '[secret]';
  }
  [inspect.custom](): string {
    return '[secret]';
  }
}

const secretNames = /pass(word|wd)?|secret|token|authorization|cookie|code|credential|aes_?key|private_?key|bearer/i;

/** A copy of a plain value in which every field with a secret's name is replaced. For logs. */
export function redact(value: unknown, depth = 0): unknown {
  if (value instanceof Secret) return '[secret]';
  if (value === null || typeof value !== 'object' || depth > 6) return value;
  if (value instanceof Error) return { name: value.name, message: value.message };
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      secretNames.test(key) && typeof inner !== 'number' ? '[secret]' : redact(inner, depth + 1),
    ]),
  );
}
