import type { TokenStore } from './types.ts';

/** Tokens of one process, for tests and tools; the server keeps them in its database. */
export function memoryTokenStore(): TokenStore {
  const tokens = new Map<string, { value: string; expiresAt: number }>();
  return {
    get: async (key) => tokens.get(key),
    set: async (key, token) => void tokens.set(key, token),
    drop: async (key) => void tokens.delete(key),
  };
}
