import type { EventChannel } from '@hongyan/contract';

export type ChannelState =
  /** Nothing has come yet. */
  | { readonly kind: 'waiting' }
  /** Refused since the last good one: token, key or address do not fit. */
  | { readonly kind: 'refused'; readonly times: number; readonly why: string | undefined }
  /** Verified, last at that time. */
  | { readonly kind: 'seen'; readonly at: string }
  | { readonly kind: 'connecting' | 'connected' | 'stopped' }
  | { readonly kind: 'broken'; readonly problem: string | undefined };

/** What the chosen channel is doing, in one word. */
export function channelState(channel: EventChannel): ChannelState {
  if (channel.mode === 'stream') {
    const state = channel.stream?.state;
    if (state === 'connected')
      return channel.lastSeenAt ? { kind: 'seen', at: channel.lastSeenAt } : { kind: 'connected' };
    if (state === 'stopped') return { kind: 'stopped' };
    if (state === 'waiting') return { kind: 'broken', problem: channel.stream?.problem };
    return { kind: 'connecting' };
  }
  if (channel.refused > 0) return { kind: 'refused', times: channel.refused, why: channel.lastRefusal };
  const at = [channel.lastSeenAt, channel.lastCheckAt]
    .flatMap((one) => (one ? [one] : []))
    .sort()
    .at(-1);
  return at ? { kind: 'seen', at } : { kind: 'waiting' };
}

/** Does the page have to look again soon? While a person is busy in DingTalk's console, yes. */
export const isSettled = (state: ChannelState): boolean => state.kind === 'seen';
