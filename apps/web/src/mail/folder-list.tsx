import type { Folder } from '@hongyan/contract';
import { numberText } from '../i18n/dates.ts';
import { go } from '../router.ts';
import { session } from '../session.ts';
import { cx } from '../ui/cx.ts';
import { Icon } from '../ui/icon.tsx';
import { plus } from '../ui/icons.ts';
import { Bar } from '../ui/skeleton.tsx';
import s from './folder-list.module.css';
import { folderIconOf, folderName } from './folder-name.ts';
import { foldersOf } from './folders.ts';
import { mailText } from './mail-text.ts';
import { openFolder } from './navigate.ts';
import { folderHref, mailbox, spec } from './view.ts';

/** The folders of the mailbox with their unread counts: the ones with a role first, then the member's own. */
export function FolderList() {
  const t = mailText();
  const current = mailbox.value;
  if (!current) return null;
  const folders = foldersOf(current.id);
  const roles = folders?.filter((folder) => folder.role !== 'other') ?? [];
  const own = folders?.filter((folder) => folder.role === 'other') ?? [];
  return (
    <nav className={s.nav} aria-label={t.folders}>
      {folders ? (
        <ul>
          {roles.map((folder) => (
            <Item key={folder.id} folder={folder} mailboxId={current.id} />
          ))}
        </ul>
      ) : (
        <div className={s.wait}>
          {['52%', '40%', '46%', '36%', '58%'].map((width) => (
            <Bar key={width} width={width} />
          ))}
        </div>
      )}
      {own.length > 0 ? (
        <>
          <h2 className={s.head}>{t.myFolders}</h2>
          <ul>
            {own.map((folder) => (
              <Item key={folder.id} folder={folder} mailboxId={current.id} />
            ))}
          </ul>
        </>
      ) : null}
      <Mailboxes currentId={current.id} />
    </nav>
  );
}

function Item({ folder, mailboxId }: { readonly folder: Folder; readonly mailboxId: string }) {
  const on = spec.value?.folderId === folder.id && spec.value.mailboxId === mailboxId;
  // What lies in drafts and trash is not "unread" in any useful sense: drafts show how many there are.
  const count = folder.role === 'drafts' ? folder.total : folder.role === 'trash' ? 0 : folder.unread;
  const depth = folder.role === 'other' ? Math.min(folder.path.length - 1, 4) : 0;
  const name = folderName(folder);
  if (!folder.selectable)
    return (
      <li className={cx(s.item, s.plain)} style={{ paddingLeft: `${12 + depth * 16}px` }}>
        <Icon icon={folderIconOf(folder)} />
        <span className={s.name}>{name}</span>
      </li>
    );
  return (
    <li>
      <a
        className={cx(s.item, on && s.on)}
        href={folderHref(mailboxId, folder.id)}
        aria-current={on ? 'page' : undefined}
        style={{ paddingLeft: `${12 + depth * 16}px` }}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey) return;
          event.preventDefault();
          openFolder(mailboxId, folder.id);
        }}
      >
        <Icon icon={folderIconOf(folder)} />
        <span className={s.name} title={folder.path.join(' / ')}>
          {name}
        </span>
        {count > 0 ? <span className={s.count}>{numberText(count)}</span> : null}
      </a>
    </li>
  );
}

function Mailboxes({ currentId }: { readonly currentId: string }) {
  const t = mailText();
  const all = session.value?.mailboxes ?? [];
  if (all.length < 2) return null;
  return (
    <>
      <h2 className={s.head}>
        {t.otherMailboxes}
        <button
          type="button"
          className={s.add}
          aria-label={t.addMailbox}
          title={t.addMailbox}
          onClick={() => go({ kind: 'bind' })}
        >
          <Icon icon={plus} size={16} />
        </button>
      </h2>
      <ul>
        {all.map((each) => {
          const inbox = foldersOf(each.id)?.find((folder) => folder.role === 'inbox');
          return (
            <li key={each.id}>
              <button
                type="button"
                className={cx(s.item, each.id === currentId && s.strong)}
                aria-pressed={each.id === currentId}
                disabled={!inbox && each.id !== currentId}
                onClick={() => inbox && openFolder(each.id, inbox.id)}
              >
                <span className={s.name} title={each.address}>
                  {each.address}
                </span>
                {each.state.kind === 'paused' ? (
                  <span className={s.paused}>{t.mailboxPaused}</span>
                ) : inbox && inbox.unread > 0 ? (
                  <span className={s.count}>{numberText(inbox.unread)}</span>
                ) : null}
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
