import { webcrypto } from 'node:crypto';
import type { BindingSecret, BindRequest } from '@hongyan/contract';
import { AppError } from '@hongyan/kit';
import type { Principal } from '../../http/types.ts';

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));

/**
 * Opens what the form sent (design §5.8). Every way in which it can be wrong gives the same answer, so that the
 * padding of the wrapped key tells nothing.
 */
export async function openBox(
  request: BindRequest,
  privateKey: webcrypto.CryptoKey,
  principal: Pick<Principal, 'corpId' | 'memberId'>,
): Promise<BindingSecret> {
  try {
    const raw = await webcrypto.subtle.decrypt({ name: 'RSA-OAEP' }, privateKey, bytesOf(request.wrapped));
    if (raw.byteLength !== 32) throw new Error('the wrapped key is not 32 bytes');
    const key = await webcrypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt']);
    const plain = await webcrypto.subtle.decrypt(
      {
        name: 'AES-GCM',
        iv: bytesOf(request.iv),
        additionalData: new TextEncoder().encode(`${principal.corpId}\n${principal.memberId}`),
        tagLength: 128,
      },
      key,
      bytesOf(request.box),
    );
    return parseSecret(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plain)));
  } catch {
    throw new AppError('request.invalid');
  }
}

function parseSecret(value: unknown): BindingSecret {
  const { address, secret, challenge } = (value ?? {}) as Record<string, unknown>;
  if (typeof address !== 'string' || typeof secret !== 'string' || typeof challenge !== 'string')
    throw new Error('a field is missing');
  // CR, LF and NUL can stand in no password of a mail server, and would end a protocol line.
  if (secret.length === 0 || secret.length > 1024 || /[\r\n\0]/.test(secret)) throw new Error('not a password');
  return { address, secret, challenge };
}
