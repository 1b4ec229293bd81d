import type { BindingResult } from '@hongyan/contract';
import type { Answer } from '../api/answer.ts';
import { api } from '../api/api.ts';
import { session } from '../session.ts';
import { wrapSecret } from './wrap-secret.ts';

/** Key, encryption, verification. A key that ran out in between is fetched once more. */
export async function bindMailbox(address: string, secret: string): Promise<Answer<BindingResult>> {
  const first = await once(address, secret);
  return first.ok || first.failure.code !== 'binding.key_expired' ? first : once(address, secret);
}

async function once(address: string, secret: string): Promise<Answer<BindingResult>> {
  const who = session.value;
  const key = await api.bindingKey();
  if (!key.ok) return key;
  const whose = { corpId: who?.corpId ?? '', memberId: who?.member.id ?? '' };
  return api.bind(await wrapSecret(crypto, key.value, { address, secret }, whose));
}
