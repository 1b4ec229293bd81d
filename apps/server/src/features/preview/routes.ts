import { AppError } from '@hongyan/kit';
import Type from 'typebox';
import { type Principal, RawAnswer, type Route, route } from '../../http/types.ts';
import { createGate } from '../../platform/gate.ts';
import { toFileAnswer, toImageAnswer } from './answer.ts';
import { sniffImage } from './image-type.ts';
import type { PreviewDeps } from './ports.ts';
import { fetchRemoteImage } from './remote-image.ts';
import { type ContentClaim, type ContentKind, readClaim } from './token.ts';

// The rest of the path, because the address of a remote picture may be longer than a named part of a path.
const params = Type.Record(Type.String(), Type.String({ maxLength: 16_384 }));
const tokenOf = (given: Readonly<Record<string, string>>): string => given['*'] ?? '';

/** The contents of a mail at signed addresses. Whatever does not fit answers 404, the same for all reasons. */
export function buildPreviewRoutes(deps: PreviewDeps): readonly Route[] {
  // As many as a browser asks of one host: the others wait.
  const pictures = createGate(6);

  async function open(token: string, kind: ContentKind): Promise<{ claim: ContentClaim; principal: Principal }> {
    const read = readClaim(token);
    const missing = new AppError('request.not_found');
    if (read?.claim.kind !== kind || read.claim.expires * 1000 <= deps.clock.now()) throw missing;
    const { claim } = read;
    // An unknown corp must not get keys only because someone wrote its name here; of a paused one nobody is served.
    if (!(await deps.isServed(claim.corpId))) throw missing;
    if (!read.prove(await deps.vault.forCorp(claim.corpId))) throw missing;
    const member = await deps.member(claim.corpId, claim.memberId);
    if (!member) throw missing;
    const { corpId, memberId } = claim;
    return { claim, principal: { corpId, memberId, userId: member.userId, isAdmin: member.isAdmin, sessionId: '' } };
  }

  async function findPart({ claim, principal }: { claim: ContentClaim; principal: Principal }) {
    const message = await deps.mail().read(principal, claim.messageId);
    const parsed = message?.parsed;
    const part =
      parsed && parsed !== 'too_complex' ? parsed.parts.find((entry) => entry.partId === claim.what) : undefined;
    if (!part) throw new AppError('request.not_found');
    return part;
  }

  return [
    route({
      method: 'GET',
      url: '/api/v1/content/attachment/*',
      auth: 'signed',
      params,
      query: Type.Object({ download: Type.Optional(Type.String({ maxLength: 5 })) }),
      handler: async ({ params: rest, query }) =>
        toFileAnswer(await findPart(await open(tokenOf(rest), 'attachment')), query.download !== undefined),
    }),
    route({
      method: 'GET',
      url: '/api/v1/content/inline/*',
      auth: 'signed',
      params,
      handler: async ({ params: rest }) => {
        const { content } = await findPart(await open(tokenOf(rest), 'inline'));
        const type = sniffImage(content);
        if (!type) throw new AppError('request.not_found');
        return toImageAnswer(type, content);
      },
    }),
    route({
      method: 'GET',
      url: '/api/v1/content/image/*',
      auth: 'signed',
      params,
      handler: async ({ params: rest, signal }) => {
        const { claim } = await open(tokenOf(rest), 'image');
        return pictures(claim.memberId, () => fetchRemoteImage(deps.egress, claim.what, signal), signal);
      },
    }),
    route({
      method: 'GET',
      url: '/api/v1/content/original/*',
      auth: 'signed',
      params,
      handler: async ({ params: rest }) => {
        const { claim, principal } = await open(tokenOf(rest), 'original');
        const raw = await deps.mail().readRaw(principal, claim.messageId);
        if (!raw) throw new AppError('request.not_found');
        const file = toFileAnswer({ name: 'original.eml', mediaType: 'message/rfc822', content: raw }, true);
        return new RawAnswer(200, { ...file.headers, 'content-type': 'message/rfc822' }, file.body);
      },
    }),
  ];
}
