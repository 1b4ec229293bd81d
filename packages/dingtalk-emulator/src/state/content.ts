import { createHash } from 'node:crypto';
import type { FeedCard } from '../model.ts';

const links = /^(message_url|pc_message_url|messageUrl|single_url|action_url|picUrl)$/;

/**
 * What the platform compares to find the same content again. Which fields count is not documented; here it is the whole
 * message, whatever the order of its keys, and links count or not by a switch (dingtalk-api.md §3.2).
 */
export const contentHash = (msg: FeedCard['msg'], linksCount: boolean): string =>
  createHash('sha256')
    .update(JSON.stringify(canonical(msg, linksCount)))
    .digest('base64url');

function canonical(value: unknown, linksCount: boolean): unknown {
  if (Array.isArray(value)) return value.map((inner) => canonical(inner, linksCount));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => linksCount || !links.test(key))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, canonical(inner, linksCount)]),
  );
}
