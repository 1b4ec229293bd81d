import { AppError } from '@hongyan/kit';
import type { RawAnswer } from '../../http/types.ts';
import type { Egress } from '../../platform/egress/types.ts';
import { toImageAnswer } from './answer.ts';
import { sniffImage } from './image-type.ts';

const maxBytes = 10 * 1024 * 1024;
const timeoutMs = 5_000;

/**
 * Fetches a picture for a mail without telling its sender who reads: no cookie, no referrer, our address. Every failure
 * answers alike, so that a mail cannot ask through us what stands behind an address.
 */
export async function fetchRemoteImage(egress: Egress, url: string, signal: AbortSignal): Promise<RawAnswer> {
  if (!isWebAddress(url)) throw new AppError('request.not_found');
  const answer = await egress
    .request({
      method: 'GET',
      url,
      headers: { accept: 'image/webp,image/png,image/jpeg,image/gif', 'user-agent': 'Mozilla/5.0 (image proxy)' },
      timeoutMs,
      maxBytes,
      maxRedirects: 3,
      allowPrivate: false,
      signal,
    })
    .catch(() => undefined);
  const type = answer?.status === 200 ? sniffImage(answer.body) : undefined;
  if (!answer || !type) throw new AppError('request.not_found');
  return toImageAnswer(type, answer.body);
}

function isWebAddress(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, username, password } = new URL(url);
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
}
