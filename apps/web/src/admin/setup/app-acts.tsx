import type { AppDetail } from '@hongyan/contract';
import { useState } from 'react';
import type { Answer } from '../../api/answer.ts';
import { language } from '../../i18n/language.ts';
import { ask } from '../../ui/ask.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { more } from '../../ui/icons.ts';
import { Menu } from '../../ui/menu.tsx';
import { showSnack } from '../../ui/snackbar.tsx';
import { api } from '../api.ts';
import { go } from '../router.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { renewEventKeys } from './renew-keys.ts';
import { setupText } from './setup-text.ts';

/** What can be done with an app as a whole. */
export function AppActs(props: { readonly app: AppDetail; readonly onChange: (app: AppDetail) => void }) {
  const t = setupText();
  const { app } = props;
  const [anchor, setAnchor] = useState<Element>();
  const [removing, setRemoving] = useState(false);

  function settle(answer: Answer<AppDetail>, words: string): void {
    if (answer.ok) props.onChange(answer.value);
    showSnack({ text: answer.ok ? words : answer.failure.what[language.value] });
  }

  async function pause(): Promise<void> {
    if (!app.paused && !(await ask({ title: t.pauseTitle, text: t.pauseText, yes: t.pauseYes }))) return;
    settle(await api.pauseApp(app.corpId, !app.paused), app.paused ? t.resumed : t.pausedNow);
  }

  return (
    <>
      <Button onClick={() => go({ kind: 'edit-app', corpId: app.corpId })}>{t.edit}</Button>
      <Button onClick={() => void renewEventKeys(app.corpId).then((fresh) => fresh && props.onChange(fresh))}>
        {t.renewKeys}
      </Button>
      <IconButton icon={more} label={t.more} onClick={(event) => setAnchor(event.currentTarget as Element)} />
      {anchor ? (
        <Menu
          title={t.more}
          anchor={anchor}
          items={[
            { label: app.paused ? t.resume : t.pause, onSelect: () => void pause() },
            { label: t.remove, danger: true, apart: true, onSelect: () => setRemoving(true) },
          ]}
          onClose={() => setAnchor(undefined)}
        />
      ) : null}
      {removing ? <RemoveDialog app={app} onClose={() => setRemoving(false)} /> : null}
    </>
  );
}
