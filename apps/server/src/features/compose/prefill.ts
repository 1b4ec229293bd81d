import type { Address, ComposePrefill } from '@hongyan/contract';
import { AppError, type MessageId } from '@hongyan/kit';
import type { Principal } from '../../http/types.ts';
import type { Language } from './language.ts';
import type { ComposeDeps, Original } from './ports.ts';
import { renderQuote, toInline } from './quote.ts';
import { type OriginalPeople, toReplyRecipients } from './recipients.ts';
import { toReplySubject } from './subject.ts';

/** Stands for the whole original where its parts cannot be told apart. */
export const wholeOriginalPart = 'original';

/** Whom the original names, also where its headers could not be parsed. */
const peopleOf = ({ parsed, summary }: Original): OriginalPeople =>
  parsed === 'too_complex' ? { from: [summary.from], replyTo: [], to: summary.to, cc: [] } : parsed.headers;

/** What a form for an answer begins with. */
export async function readPrefill(
  deps: Pick<ComposeDeps, 'accounts' | 'links' | 'mail'>,
  principal: Principal,
  messageId: MessageId,
  kind: 'reply' | 'replyAll' | 'forward',
  language: Language,
): Promise<ComposePrefill> {
  const original = await deps.mail().read(principal, messageId);
  if (!original) throw new AppError('request.not_found');
  const { parsed, summary } = original;
  const parts = parsed === 'too_complex' ? [] : parsed.parts;
  await deps.links.prepare(principal.corpId);
  const quote = await renderQuote(original, {
    kind,
    language,
    images: {
      inline: toInline(parts, (partId) => deps.links.inlineImage(principal, messageId, partId)),
      remote: 'block',
    },
  });
  const own = new Set(
    (await deps.accounts.ofMember(principal.corpId, principal.memberId)).map((entry) => entry.address.toLowerCase()),
  );
  const people: { to: readonly Address[]; cc: readonly Address[] } =
    kind === 'forward' ? { to: [], cc: [] } : toReplyRecipients(peopleOf(original), kind, own);
  return {
    kind,
    ...people,
    subject: toReplySubject(parsed === 'too_complex' ? summary.subject : parsed.headers.subject, kind, language),
    quoteHtml: quote.html,
    attachments:
      kind !== 'forward'
        ? []
        : parsed === 'too_complex'
          ? [{ partId: wholeOriginalPart, name: 'original.eml', size: summary.size }]
          : parts
              .filter((part) => !(part.contentId && quote.usedContentIds.has(part.contentId)))
              .map(({ partId, name, size }) => ({ partId, name, size })),
  };
}
