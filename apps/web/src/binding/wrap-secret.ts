import type { BindingKey, BindingSecret, BindRequest } from '@hongyan/contract';

/**
 * Encrypts address and secret for the server beside TLS (design §5.8): a fresh AES-256-GCM key for the box, that key under
 * RSA-OAEP-256, corp and member as associated data, so that the box cannot be used for anybody else.
 */
export async function wrapSecret(
  crypto: Pick<Crypto, 'subtle' | 'getRandomValues'>,
  key: BindingKey,
  secret: Omit<BindingSecret, 'challenge'>,
  whose: { readonly corpId: string; readonly memberId: string },
): Promise<BindRequest> {
  const text = new TextEncoder();
  const { kty, n, e } = key.jwk;
  const rsa = await crypto.subtle.importKey(
    'jwk',
    { kty, n, e, alg: 'RSA-OAEP-256', ext: true },
    { name: 'RSA-OAEP', hash: 'SHA-256' },
    false,
    ['encrypt'],
  );
  const raw = crypto.getRandomValues(new Uint8Array(32));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const aes = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt']);
  const inside: BindingSecret = { ...secret, challenge: key.challenge };
  const box = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: text.encode(`${whose.corpId}\n${whose.memberId}`) },
    aes,
    text.encode(JSON.stringify(inside)),
  );
  const wrapped = await crypto.subtle.encrypt({ name: 'RSA-OAEP' }, rsa, raw);
  raw.fill(0);
  return { kid: key.kid, wrapped: base64url(wrapped), iv: base64url(iv), box: base64url(box) };
}

function base64url(bytes: ArrayBuffer | Uint8Array): string {
  const view = bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes);
  let text = '';
  for (const byte of view) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
