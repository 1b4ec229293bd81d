import type { Folder } from '@hongyan/contract';
import { useEffect, useState } from 'react';
import { Field } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { folderIconOf, folderName } from './folder-name.ts';
import s from './folder-picker.module.css';
import { foldersOf, loadFolders } from './folders.ts';
import { mailText } from './mail-text.ts';

export interface FolderPickerProps {
  readonly mailboxId: string;
  /** The folder that the mails lie in: not offered. */
  readonly fromFolderId?: string | undefined;
  /** PC: the button that opened it. */
  readonly anchor?: Element | null | undefined;
  readonly onPick: (folder: Folder) => void;
  readonly onClose: () => void;
}

/** 移动到: the folders that can take mail. */
export function FolderPicker({ mailboxId, fromFolderId, anchor, onPick, onClose }: FolderPickerProps) {
  const t = mailText();
  const [word, setWord] = useState('');
  const folders = foldersOf(mailboxId);
  useEffect(() => {
    if (!folders) void loadFolders(mailboxId);
  }, [folders, mailboxId]);
  const offered = (folders ?? []).filter(
    (folder) => folder.selectable && folder.id !== fromFolderId && folder.role !== 'drafts' && folder.role !== 'sent',
  );
  const shown = offered.filter((folder) => folderName(folder).toLowerCase().includes(word.trim().toLowerCase()));
  return (
    <Sheet title={t.moveTo} anchor={anchor} width={264} onClose={onClose}>
      {offered.length > 8 ? (
        <div className={s.find}>
          <Field label={t.filterFolders} name={t.filterFolders} value={word} onInput={setWord} type="search" />
        </div>
      ) : null}
      <ul className={s.list}>
        {shown.map((folder) => (
          <li key={folder.id}>
            <button
              type="button"
              className={s.item}
              onClick={() => {
                onClose();
                onPick(folder);
              }}
            >
              <Icon icon={folderIconOf(folder)} />
              <span className={s.name}>{folderName(folder)}</span>
              {folder.path.length > 1 ? <span className={s.path}>{folder.path.slice(0, -1).join(' / ')}</span> : null}
            </button>
          </li>
        ))}
        {folders && shown.length === 0 ? <li className={s.none}>{t.noFolderFound}</li> : null}
      </ul>
    </Sheet>
  );
}
