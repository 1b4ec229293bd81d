import type { ParsedHeaders } from '@hongyan/mail';

const isMessageId = (text: string) => /^<[^<>\s]{1,900}>$/.test(text);
// Long discussions: the root and the latest ones are what threads hang on.
const maxReferences = 60;

/** In-Reply-To and References of an answer (RFC 5322 §3.6.4). */
export function toThreading(
  headers: Pick<ParsedHeaders, 'messageId' | 'inReplyTo' | 'references'>,
  kind: 'reply' | 'replyAll' | 'forward',
): { readonly inReplyTo?: string; readonly references?: readonly string[] } {
  const own = headers.messageId && isMessageId(headers.messageId) ? headers.messageId : undefined;
  // The RFC: a parent without References but with one In-Reply-To gives that one.
  const parents = headers.references.length > 0 ? headers.references : (headers.inReplyTo?.match(/<[^<>\s]+>/g) ?? []);
  const known = headers.references.length > 0 || parents.length === 1 ? parents.filter(isMessageId) : [];
  const all = [...new Set([...known, ...(own ? [own] : [])])];
  const references = all.length > maxReferences ? [all[0]!, ...all.slice(1 - maxReferences)] : all;
  return {
    // A forward starts a talk with other people: it belongs to the thread, but answers nothing.
    ...(own && kind !== 'forward' ? { inReplyTo: own } : {}),
    ...(references.length > 0 ? { references } : {}),
  };
}
