import type { VisibleScope } from '../../../src/model.ts';

/** A version of an app as it was made in this browser. */
export interface Version {
  readonly name: string;
  readonly about: string;
  readonly scope: VisibleScope;
  readonly out: boolean;
}

/** What this browser has kept; nothing when it is not to be read. */
export function readVersions(stored: string): readonly Version[] {
  try {
    const value: unknown = JSON.parse(stored);
    return Array.isArray(value) ? (value as Version[]) : [];
  } catch {
    return [];
  }
}

export const isVersionName = (name: string): boolean => /^\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name);

/** The one after the last: `1.0.3` after `1.0.2`. */
export function nextVersion(taken: readonly string[]): string {
  const last = taken.filter(isVersionName).at(-1);
  if (last === undefined) return '1.0.0';
  const [major, minor, patch] = last.split('.').map(Number);
  return `${major}.${minor}.${(patch ?? 0) + 1}`;
}
