import type { Folder } from '@hongyan/contract';
import { api } from '../api/api.ts';
import { cache } from '../session.ts';

const key = (mailboxId: string) => `folders:${mailboxId}`;

/** The folders of a mailbox; undefined until they are known. */
export const foldersOf = (mailboxId: string): readonly Folder[] | undefined =>
  cache.at<readonly Folder[]>(key(mailboxId)).value;

/** Fetches them again; what is shown stays until the answer is there. */
export async function loadFolders(mailboxId: string): Promise<void> {
  const answer = await api.folders(mailboxId);
  if (answer.ok) cache.at<readonly Folder[]>(key(mailboxId)).value = answer.value.folders;
}

/** One folder by id, as far as it is known. */
export const folderById = (mailboxId: string, folderId: string): Folder | undefined =>
  foldersOf(mailboxId)?.find((folder) => folder.id === folderId);

/** Moves the counts of folders at once; the server's own counts come with the next answer. */
export function shiftCounts(
  mailboxId: string,
  shifts: ReadonlyMap<string, { readonly unread?: number; readonly total?: number }>,
): void {
  const place = cache.at<readonly Folder[]>(key(mailboxId));
  place.value = place.peek()?.map((folder) => {
    const shift = shifts.get(folder.id);
    if (!shift) return folder;
    return {
      ...folder,
      unread: Math.max(0, folder.unread + (shift.unread ?? 0)),
      total: Math.max(0, folder.total + (shift.total ?? 0)),
    };
  });
}
