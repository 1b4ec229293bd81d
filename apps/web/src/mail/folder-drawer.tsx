import { useEffect } from 'react';
import { useBack } from '../back.ts';
import { go } from '../router.ts';
import { session } from '../session.ts';
import { IconButton } from '../ui/button.tsx';
import { gear } from '../ui/icons.ts';
import { uiText } from '../ui/text.ts';
import s from './folder-drawer.module.css';
import { FolderList } from './folder-list.tsx';
import { mailText } from './mail-text.ts';
import { Me } from './me.tsx';
import { drawerOpen, mailbox } from './view.ts';

/** The phone's folders, over the list from the left. */
export function FolderDrawer() {
  const t = mailText();
  const who = session.value?.member;
  const close = () => {
    drawerOpen.value = false;
  };
  useBack(() => {
    close();
    return true;
  });
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Escape') drawerOpen.value = false;
    };
    document.addEventListener('keydown', key);
    return () => document.removeEventListener('keydown', key);
  }, []);
  return (
    <div className={s.drawer} role="dialog" aria-modal="true" aria-label={t.folders}>
      <button type="button" className={s.scrim} aria-label={uiText().close} tabIndex={-1} onClick={close} />
      <div className={s.side}>
        <div className={s.me}>
          <Me size={40} />
          <div className={s.names}>
            <p className={s.name}>{who?.name}</p>
            <p className={s.address}>{mailbox.value?.address}</p>
          </div>
          <IconButton
            size={44}
            icon={gear}
            label={t.settings}
            onClick={() => {
              close();
              go({ kind: 'settings' });
            }}
          />
        </div>
        <FolderList />
      </div>
    </div>
  );
}
