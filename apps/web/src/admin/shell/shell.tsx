import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { Banner } from '../../ui/banner.tsx';
import { wifiOff } from '../../ui/icons.ts';
import { layout } from '../../ui/layout.ts';
import s from './shell.module.css';
import { shellText } from './shell-text.ts';
import { SideMenu } from './side-menu.tsx';
import { TopBar } from './top-bar.tsx';

/** What surrounds a screen: bar, menu, and the word about a lost network. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const t = shellText();
  const online = useOnline();
  return (
    <>
      <a href="#main" className={s.skip}>
        {t.skip}
      </a>
      <TopBar />
      <div className={s.body}>
        {layout.value === 'three' ? (
          <div className={s.side}>
            <SideMenu />
          </div>
        ) : null}
        <main id="main" className={s.main} tabIndex={-1}>
          {online ? null : (
            <Banner icon={wifiOff} className={s.offline}>
              {t.offline}
            </Banner>
          )}
          {children}
        </main>
      </div>
    </>
  );
}

function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    window.addEventListener('online', look);
    window.addEventListener('offline', look);
    return () => {
      window.removeEventListener('online', look);
      window.removeEventListener('offline', look);
    };
  }, []);
  return online;
}
