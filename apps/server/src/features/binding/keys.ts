import { webcrypto } from 'node:crypto';
import type { JsonWebKeyLike } from '@hongyan/contract';
import { type Clock, randomToken } from '@hongyan/kit';
import type { Db } from '../../platform/db/types.ts';
import type { Vault } from '../../platform/vault/types.ts';
import { findKey, findNewestKey, type KeyRow, lockKeys, replaceKeys } from './key-store.ts';

const dayMs = 24 * 3_600_000;
const rotateAfterMs = 30 * dayMs;
// A form opened just before a rotation must still be able to send.
const acceptUntilMs = rotateAfterMs + dayMs;

const algorithm = { name: 'RSA-OAEP', hash: 'SHA-256' } as const;

/** The public half that a browser encrypts to. */
interface PublicKey {
  readonly kid: string;
  readonly jwk: JsonWebKeyLike;
}

/** The RSA keys of design §5.8. */
export interface BindingKeys {
  current(): Promise<PublicKey>;
  /** The key's private half while it is accepted. */
  privateKey(kid: string): Promise<webcrypto.CryptoKey | undefined>;
}

export function createBindingKeys(deps: {
  readonly db: Db;
  readonly vault: Vault;
  readonly clock: Clock;
}): BindingKeys {
  const { db, vault, clock } = deps;
  const opened = new Map<string, { key: webcrypto.CryptoKey; createdAt: number }>();
  let newest: { key: PublicKey; createdAt: number } | undefined;
  let rotation: Promise<KeyRow> | undefined;

  const ageOf = (createdAt: number) => clock.now() - createdAt;

  async function generate(): Promise<KeyRow> {
    const pair = await webcrypto.subtle.generateKey(
      { ...algorithm, modulusLength: 3072, publicExponent: new Uint8Array([1, 0, 1]) },
      true,
      ['encrypt', 'decrypt'],
    );
    const kid = randomToken(12);
    const [pkcs8, jwk] = await Promise.all([
      webcrypto.subtle.exportKey('pkcs8', pair.privateKey),
      webcrypto.subtle.exportKey('jwk', pair.publicKey),
    ]);
    return {
      kid,
      private_key: vault.system().seal({ purpose: 'rsa-key', owner: kid }, new Uint8Array(pkcs8)),
      public_jwk: { kty: 'RSA', n: jwk.n!, e: jwk.e!, alg: 'RSA-OAEP-256' },
      created_at: new Date(clock.now()),
    };
  }

  /** The key is made outside the transaction: it takes a second of work. */
  async function rotate(): Promise<KeyRow> {
    const made = await generate();
    return db.inSystem(async (tx) => {
      await lockKeys(tx);
      const other = await findNewestKey(tx);
      if (other && ageOf(other.created_at.getTime()) < rotateAfterMs) return other;
      await replaceKeys(tx, made, new Date(clock.now() - acceptUntilMs));
      return made;
    });
  }

  return {
    async current() {
      if (newest && ageOf(newest.createdAt) < rotateAfterMs) return newest.key;
      let row = await db.inSystem(findNewestKey);
      if (!row || ageOf(row.created_at.getTime()) >= rotateAfterMs) {
        rotation ??= rotate().finally(() => {
          rotation = undefined;
        });
        row = await rotation;
      }
      newest = { key: { kid: row.kid, jwk: row.public_jwk }, createdAt: row.created_at.getTime() };
      return newest.key;
    },

    async privateKey(kid) {
      const cached = opened.get(kid);
      if (cached) {
        if (ageOf(cached.createdAt) < acceptUntilMs) return cached.key;
        opened.delete(kid);
        return undefined;
      }
      // As we make them; PostgreSQL takes no NUL, which a caller might write.
      if (!/^[\w-]{1,64}$/.test(kid)) return undefined;
      const row = await db.inSystem((tx) => findKey(tx, kid));
      if (!row || ageOf(row.created_at.getTime()) >= acceptUntilMs) return undefined;
      const pkcs8 = vault.system().open({ purpose: 'rsa-key', owner: kid }, row.private_key);
      const key = await webcrypto.subtle.importKey('pkcs8', new Uint8Array(pkcs8), algorithm, false, ['decrypt']);
      opened.set(kid, { key, createdAt: row.created_at.getTime() });
      return key;
    },
  };
}
