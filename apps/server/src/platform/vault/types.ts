import type { CorpId, Secret } from '@hongyan/kit';

/**
 * What a ciphertext is bound to: it opens nowhere else. Purposes: `credential`, `app-secret`, `session`, `index`, `body`,
 * `token`, `notice`, `rsa-key`. `owner` is the id of the row's owner (mailbox, app, …).
 */
export interface Binding {
  readonly purpose: string;
  readonly owner: string;
}

/** The keys of one corp, in memory: every call is synchronous. */
export interface CorpVault {
  /** AES-256-GCM under the corp's key for this purpose; a fresh nonce each time; key id in front. */
  seal(binding: Binding, plain: Uint8Array | string): Buffer;
  /** Throws AppError `internal.error` when the bytes were not sealed for this corp and binding. */
  open(binding: Binding, sealed: Uint8Array): Buffer;
  /** HMAC-SHA-256 under a key of the corp that never encrypts: fingerprints, search hashes, signed links. */
  mac(purpose: string, data: Uint8Array | string): Buffer;
}

export interface Vault {
  /** Creates the corp's key at first use. */
  forCorp(corpId: CorpId): Promise<CorpVault>;
  /** For what belongs to no corp (RSA keys). */
  system(): CorpVault;
  /** The bytes as a secret that prints as `[secret]`. */
  secret(bytes: Uint8Array): Secret;
}
