import type { DingTalkEvent } from '@hongyan/dingtalk';
import type { CorpVault } from '../../platform/vault/types.ts';

const bindingOf = (eventId: string) => ({ purpose: 'event', owner: eventId });

/** More of a body that we cannot read tells nobody anything. */
const maxText = 16_384;

/**
 * An event as the log keeps it. Its own words are kept only where we could make nothing of them: those of a person's event
 * hold the old and the new address, and the handler asks for the person anew anyway.
 */
export const sealEvent = (vault: CorpVault, event: DingTalkEvent, text: string): Buffer =>
  vault.seal(
    bindingOf(event.eventId),
    JSON.stringify({ event, ...(event.kind === 'unknown' ? { text: text.slice(0, maxText) } : {}) }),
  );

/** The words of an event that is malformed. */
export const sealText = (vault: CorpVault, eventId: string, text: string): Buffer =>
  vault.seal(bindingOf(eventId), JSON.stringify({ text: text.slice(0, maxText) }));

/** The event back from its sealed bytes; undefined for one that was malformed. */
export const openEvent = (vault: CorpVault, eventId: string, sealed: Uint8Array): DingTalkEvent | undefined =>
  (JSON.parse(vault.open(bindingOf(eventId), sealed).toString('utf8')) as { event?: DingTalkEvent }).event;
