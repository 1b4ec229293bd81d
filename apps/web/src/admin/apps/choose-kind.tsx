import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Logo } from '../../ui/goose.tsx';
import { uiText } from '../../ui/text.ts';
import { go } from '../router.tsx';
import s from './app-list.module.css';
import { appsText } from './apps-text.ts';

/** 新建应用 › 选择钉钉自建应用, as the vendor guide says. */
export function ChooseKind({ onClose }: { readonly onClose: () => void }) {
  const t = appsText();
  return (
    <Dialog
      title={t.kindTitle}
      width={440}
      onClose={onClose}
      actions={<Button onClick={onClose}>{uiText().cancel}</Button>}
    >
      <button
        type="button"
        className={s.kind}
        onClick={() => {
          onClose();
          go({ kind: 'new-app' });
        }}
      >
        <Logo size={40} />
        <span>
          <b>{t.kind}</b>
          <span className={s.kindText}>{t.kindText}</span>
        </span>
      </button>
    </Dialog>
  );
}
