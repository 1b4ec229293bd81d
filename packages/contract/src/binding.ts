import Type, { type Static } from 'typebox';
import type { MailboxSummary } from './mailbox.ts';

/** `GET /api/v1/binding/key`: the key of design §5.8. The challenge is single use, 5 minutes, bound to the session. */
export interface BindingKey {
  readonly kid: string;
  /** RSA-OAEP-256, 3072 bits, public part. */
  readonly jwk: JsonWebKeyLike;
  readonly challenge: string;
  readonly expiresAt: string;
}
export interface JsonWebKeyLike {
  readonly kty: string;
  readonly n: string;
  readonly e: string;
  readonly alg?: string;
}

/**
 * `POST /api/v1/bindings`: `box` is AES-256-GCM of JSON `BindingSecret` under a fresh 32-byte key, `wrapped` that key under
 * RSA-OAEP-256, associated data the UTF-8 text `<corpId>\n<memberId>`. All base64url. Answers `BindingResult`.
 */
export const BindRequest = Type.Object(
  {
    kid: Type.String({ maxLength: 64 }),
    wrapped: Type.String({ maxLength: 1024 }),
    iv: Type.String({ maxLength: 64 }),
    box: Type.String({ maxLength: 8192 }),
  },
  { additionalProperties: false },
);
export type BindRequest = Static<typeof BindRequest>;

export interface BindingSecret {
  readonly address: string;
  readonly secret: string;
  readonly challenge: string;
}
export interface BindingResult {
  readonly mailbox: MailboxSummary;
}

/** `GET /api/v1/binding/options?address=`: what the form shows before anything is typed, and after an address is. */
export interface BindingOptions {
  /** The corp's mail domains, for the placeholder. */
  readonly domains: readonly string[];
  readonly provider: {
    readonly id: string;
    readonly name: { readonly zh: string; readonly en: string };
    readonly authKind: 'password' | 'authcode' | 'password_or_authcode';
    /** How to get an authorization code, one step a line, in the provider's own words. */
    readonly steps: { readonly zh: readonly string[]; readonly en: readonly string[] };
  };
  /** Shown, never typed (design §5.15). */
  readonly servers: { readonly imap: string; readonly smtp: string };
  /** The member's own address where the directory tells it. */
  readonly suggestedAddress?: string;
}

/** `DELETE /api/v1/bindings/:mailboxId`: unbind; the credential is destroyed at once. */
