import { randomBytes } from 'node:crypto';
import type { Clock } from '@hongyan/kit';

export type MediaType = 'image' | 'voice' | 'video' | 'file';

/** A file that an app has uploaded (dingtalk-api.md §3.3): its id does not expire. */
export interface Medium {
  readonly id: string;
  readonly type: MediaType;
  readonly name: string;
  readonly bytes: number;
  readonly createdAt: number;
  /** Gone when many files came after it: the stand-in keeps 64 MB to look at, and every id. */
  readonly content?: Buffer;
}

export interface Media {
  add(given: { readonly type: MediaType; readonly name: string; readonly content: Buffer }): Medium;
  get(id: string): Medium | undefined;
}

const keptBytes = 64 << 20;
const prefixes: Readonly<Record<MediaType, string>> = { image: '@lAD', voice: '@lAT', video: '@lAV', file: '@lAz' };

export function createMedia(clock: Clock): Media {
  const media = new Map<string, Medium>();
  const withContent: Medium[] = [];
  let total = 0;
  return {
    add({ type, name, content }) {
      const id = `${prefixes[type]}${randomBytes(12).toString('base64url')}`;
      const medium: Medium = { id, type, name, bytes: content.length, createdAt: clock.now(), content };
      media.set(id, medium);
      withContent.push(medium);
      total += content.length;
      while (total > keptBytes && withContent.length > 1) {
        const { content: _, ...rest } = withContent.shift()!;
        media.set(rest.id, rest);
        total -= rest.bytes;
      }
      return medium;
    },
    get: (id) => media.get(id),
  };
}
