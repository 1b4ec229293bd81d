import type { Folder, MessageSummary } from '@hongyan/contract';
import { move, remove, setSeen, setStarred } from '../actions.ts';
import type { ComposeStart } from '../compose-start.ts';
import { patchDetail } from './details.ts';
import { findListed } from './seen.ts';

/** What can be done with the open mail. */
export interface Acts {
  reply(): void;
  replyAll(): void;
  forward(): void;
  archive(): void;
  remove(): void;
  moveTo(folder: Folder): void;
  markUnread(): void;
  toggleStar(): void;
}

/** Binds the acts to one mail; whatever takes it away says so to the shell. */
export function actsOf(
  summary: MessageSummary,
  on: { readonly compose: (start: ComposeStart) => void; readonly moved: () => void; readonly close: () => void },
): Acts {
  const newest = () => [findListed(summary) ?? summary];
  const leave = (done: Promise<boolean>) => void done.then((moved) => moved && on.moved());
  return {
    reply: () => on.compose({ kind: 'reply', messageId: summary.id }),
    replyAll: () => on.compose({ kind: 'replyAll', messageId: summary.id }),
    forward: () => on.compose({ kind: 'forward', messageId: summary.id }),
    archive: () => leave(move(newest(), { role: 'archive' })),
    remove: () => leave(remove(newest())),
    moveTo: (folder) => leave(move(newest(), { folderId: folder.id })),
    markUnread: () => {
      patchDetail(summary.id, { seen: false });
      void setSeen(
        newest().map((message) => ({ ...message, seen: true })),
        false,
      );
      on.close();
    },
    toggleStar: () => {
      const starred = !summary.starred;
      patchDetail(summary.id, { starred });
      void setStarred(
        newest().map((message) => ({ ...message, starred: !starred })),
        starred,
      ).then((done) => done || patchDetail(summary.id, { starred: !starred }));
    },
  };
}
