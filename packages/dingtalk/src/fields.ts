import { err } from '@hongyan/kit';
import type { DingTalkResult } from './types.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The `result` object of a `topapi` answer; empty when it is not one. */
export function resultOf(fields: Fields): Fields {
  const result = fields.result;
  return result !== null && typeof result === 'object' && !Array.isArray(result) ? (result as Fields) : {};
}

/** A text that is there and not empty. */
export const textField = (fields: Fields, name: string): string | undefined => {
  const value = fields[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** Old samples print booleans as strings (dingtalk-api.md §0.1). */
export const flagField = (fields: Fields, name: string): boolean => fields[name] === true || fields[name] === 'true';

/** An answer that says "ok" and lacks what was asked for. */
export const badShape = (message: string): DingTalkResult<never> =>
  err({ kind: 'busy', code: 'answer.shape', message });
