import type { CallRecord } from '../../../src/model.ts';

export const isGood = (call: CallRecord): boolean => call.code === '0';

/** How a call ended, as its family says it. */
export function outcomeOf({ code, family, status }: CallRecord, none: string): string {
  if (code === '') return none;
  if (code === '0') return family === 'old' ? 'errcode 0' : `HTTP ${status}`;
  return code;
}

/** JSON with room to breathe; anything else as it is. */
export function prettyJson(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
