import type { Folder, FolderRole } from '@hongyan/contract';
import { defineText } from '../i18n/language.ts';
import { archive, draft, folder as folderIcon, inbox, send, spam, trash } from '../ui/icons.ts';

const names = defineText(
  { inbox: '收件箱', drafts: '草稿', sent: '已发送', archive: '归档', junk: '垃圾邮件', trash: '已删除' },
  { inbox: 'Inbox', drafts: 'Drafts', sent: 'Sent', archive: 'Archive', junk: 'Junk', trash: 'Trash' },
);

/** A folder with a role has our name for it; any other keeps its own. */
export const folderName = (folder: Pick<Folder, 'role' | 'name'>): string =>
  folder.role === 'other' ? folder.name : names()[folder.role];

const icons: Record<FolderRole, string> = {
  inbox,
  drafts: draft,
  sent: send,
  archive,
  junk: spam,
  trash,
  other: folderIcon,
};

export const folderIconOf = (folder: Pick<Folder, 'role'>): string => icons[folder.role];
