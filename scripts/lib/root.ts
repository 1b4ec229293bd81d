import path from 'node:path';

/** The project's root folder. */
export const root = path.resolve(import.meta.dirname, '../..');
export const bin = (name: string): string => path.join(root, 'node_modules/.bin', name);
