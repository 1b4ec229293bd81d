import type { AppDetail } from '@hongyan/contract';
import { useState } from 'react';
import type { Failure } from '../../api/answer.ts';
import { numberText } from '../../i18n/dates.ts';
import { language } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { showSnack } from '../../ui/snackbar.tsx';
import { api } from '../api.ts';
import { partsText } from '../parts/parts-text.ts';
import { go } from '../router.tsx';
import { reloadSession } from '../session.ts';
import s from './setup-page.module.css';
import { setupText } from './setup-text.ts';

/** Removing deletes everything of a company: the domain has to be typed, so that no slip of a finger does it. */
export function RemoveDialog({ app, onClose }: { readonly app: AppDetail; readonly onClose: () => void }) {
  const t = setupText();
  const words = partsText();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const { domain } = app.mailService;

  async function remove(): Promise<void> {
    if (typed.trim().toLowerCase() !== domain.toLowerCase()) return setWrong(true);
    setBusy(true);
    const answer = await api.removeApp(app.corpId);
    setBusy(false);
    if (!answer.ok) return setFailure(answer.failure);
    onClose();
    showSnack({ text: t.removed(domain) });
    await reloadSession();
    go({ kind: 'apps' }, { replace: true });
  }

  return (
    <Dialog
      title={t.removeTitle}
      width={420}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button kind="danger" busy={busy && t.removing} onClick={() => void remove()}>
            {t.removeYes}
          </Button>
        </>
      }
    >
      <p>{t.removeText(`${numberText(app.bound)} `)}</p>
      <div className={s.typed}>
        <Field
          label={words.typeToConfirm(domain)}
          value={typed}
          autoComplete="off"
          error={wrong ? words.typeWrong : failure?.what[language.value]}
          detail={failure?.detail}
          onInput={(value) => {
            setTyped(value);
            setWrong(false);
          }}
        />
      </div>
    </Dialog>
  );
}
