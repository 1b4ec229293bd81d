import { paths } from '@hongyan/contract';
import { AppError, parseCorpId } from '@hongyan/kit';
import Type from 'typebox';
import { type Route, route } from '../../http/types.ts';
import type { Intake } from './intake.ts';
import type { Notes } from './notes.ts';
import type { CallbackDeps } from './ports.ts';
import type { Register } from './register.ts';
import { verifyPush } from './verify.ts';

/** Events of DingTalk are small; a batch of many people is some kilobytes. */
const maxBytes = 1 << 20;

/**
 * `POST /miniapp/callback/dingding?corpId=` (dingtalk-api.md §6). Whatever is refused is answered in the words in which an
 * address that does not exist is: a stranger learns neither which corps are here nor which of the checks failed.
 */
export function buildCallbackRoutes(
  deps: CallbackDeps,
  parts: { readonly register: Register; readonly intake: Intake; readonly notes: Notes },
): readonly Route[] {
  const { register, intake, notes } = parts;
  return [
    route({
      method: 'POST',
      url: paths.eventCallback,
      auth: 'signed',
      foreign: true,
      raw: { maxBytes },
      // Everything is looked at, and refused alike, further down.
      query: Type.Unknown(),
      async handler({ query, stream, headers, remoteAddress, log }) {
        const asked = query as Readonly<Record<string, unknown>>;
        const verified = verifyPush(deps, register, {
          corpId: parseCorpId(asked.corpId),
          query: asked,
          body: await readBody(stream, headers['content-length']),
          remoteAddress,
        });
        if (!verified.ok) {
          const { corpId, reason } = verified.error;
          if (corpId) notes.refused(corpId, reason);
          log.debug('a callback was refused', { corpId, reason });
          throw new AppError('request.not_found');
        }
        const { corpId } = verified.value.app;
        const outcome = await intake.push(verified.value);
        if (outcome === 'replay') {
          notes.refused(corpId, outcome);
          log.debug('a callback was refused', { corpId, reason: outcome });
          throw new AppError('request.not_found');
        }
        notes.seen(corpId, outcome === 'check' ? 'check' : 'event');
        return verified.value.crypto.encryptReply('success');
      },
    }),
  ];
}

async function readBody(
  stream: AsyncIterable<Uint8Array> | undefined,
  length: string | undefined,
): Promise<string | undefined> {
  // Said to be too large: not begun, so that the refusal reaches whoever is still sending.
  if (!stream || Number(length ?? 0) > maxBytes) return undefined;
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of stream) chunks.push(chunk);
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks).toString('utf8');
}
