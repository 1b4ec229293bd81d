import type { FolderInfo, FolderRole, ProviderProfile } from '../types.ts';

/** SPECIAL-USE (RFC 6154) and XLIST attributes. */
const byAttribute: Readonly<Record<string, FolderRole>> = {
  '\\inbox': 'inbox',
  '\\drafts': 'drafts',
  '\\sent': 'sent',
  '\\archive': 'archive',
  '\\junk': 'junk',
  '\\spam': 'junk',
  '\\trash': 'trash',
};

/** Names that servers without attributes use, lower case (mail-providers.md §2.7). */
const byName: Readonly<Record<string, FolderRole>> = {
  草稿箱: 'drafts',
  草稿: 'drafts',
  draft: 'drafts',
  drafts: 'drafts',
  已发送: 'sent',
  已发送邮件: 'sent',
  已发邮件: 'sent',
  发件箱: 'sent',
  sent: 'sent',
  'sent items': 'sent',
  'sent messages': 'sent',
  'sent mail': 'sent',
  归档: 'archive',
  已归档: 'archive',
  归档邮件: 'archive',
  archive: 'archive',
  archives: 'archive',
  垃圾邮件: 'junk',
  垃圾箱: 'junk',
  病毒文件夹: 'junk',
  病毒邮件: 'junk',
  广告邮件: 'junk',
  junk: 'junk',
  'junk e-mail': 'junk',
  'junk email': 'junk',
  spam: 'junk',
  'bulk mail': 'junk',
  已删除: 'trash',
  已删除邮件: 'trash',
  已删除的邮件: 'trash',
  废件箱: 'trash',
  trash: 'trash',
  'deleted messages': 'trash',
  'deleted items': 'trash',
  deleted: 'trash',
};

/** A folder as LIST told it. */
export type ListedFolder = Omit<FolderInfo, 'role'> & { readonly attributes: readonly string[] };

/**
 * Gives each folder its role. Trust goes: attribute, the provider's own names, the common names; each role but junk is
 * given once, to the first that earns it by the most trusted way.
 */
export function assignRoles(folders: readonly ListedFolder[], profile: ProviderProfile): FolderInfo[] {
  const roles = new Map<ListedFolder, FolderRole>();
  const taken = new Set<FolderRole>();
  const give = (folder: ListedFolder, role: FolderRole | undefined) => {
    if (!role || role === 'other' || roles.has(folder) || !folder.selectable) return;
    if (role !== 'junk' && taken.has(role)) return;
    taken.add(role);
    roles.set(folder, role);
  };
  for (const folder of folders) if (folder.wirePath.toUpperCase() === 'INBOX') give(folder, 'inbox');
  for (const folder of folders) {
    for (const attribute of folder.attributes) give(folder, byAttribute[attribute]);
  }
  const own = new Map(Object.entries(profile.folderNames).map(([name, role]) => [name.toLowerCase(), role]));
  for (const folder of folders) give(folder, own.get(plainName(folder)));
  for (const folder of folders) give(folder, byName[plainName(folder)]);
  return folders.map((folder) => {
    const { wirePath, names, delimiter, selectable } = folder;
    return { wirePath, names, delimiter, selectable, role: roles.get(folder) ?? 'other' };
  });
}

/** The name that may tell a role: at the top, or right under INBOX or a provider's root. */
function plainName({ names }: ListedFolder): string {
  const top = names[0]?.toUpperCase();
  if (names.length === 2 && (top === 'INBOX' || /^\[.*\]$/.test(top ?? ''))) return names[1]!.toLowerCase();
  return names.length === 1 ? names[0]!.toLowerCase() : '';
}
