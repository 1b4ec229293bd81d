import type { ControlApp } from '../../../src/control.ts';
import type { words } from './words.ts';

/** The parts of an app, in the order of the console's left menu. */
export const parts = [
  'credentials',
  'abilities',
  'web',
  'security',
  'permissions',
  'events',
  'release',
] as const satisfies readonly (keyof typeof words)[];
export type Part = (typeof parts)[number];

const key = (app: ControlApp): string => `web-app ${app.appKey}`;

/** Has 网页应用 been added to the app? It has from the first address on; before that, this browser remembers it. */
export function hasWebApp(app: ControlApp): boolean {
  if (app.homeUrl !== '' || app.pcHomeUrl !== '') return true;
  try {
    return localStorage.getItem(key(app)) !== null;
  } catch {
    return false;
  }
}

export function addWebApp(app: ControlApp): void {
  try {
    localStorage.setItem(key(app), 'added');
  } catch {
    // A browser that keeps nothing: the page opens all the same.
  }
}
