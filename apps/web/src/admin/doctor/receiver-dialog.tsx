import { useState } from 'react';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { uiText } from '../../ui/text.ts';
import { api } from '../api.ts';
import { Fault } from '../parts/fault.tsx';
import { LoadingRows } from '../parts/loading.tsx';
import { useLater } from '../parts/use-later.ts';
import { useLoad } from '../use-load.ts';
import s from './doctor-panel.module.css';
import { doctorText } from './doctor-text.ts';

/** Who shall get the test notice: an operator is nobody in DingTalk. */
export function ReceiverDialog(props: {
  readonly corpId: string;
  readonly onChoose: (userId: string) => void;
  readonly onClose: () => void;
}) {
  const t = doctorText();
  const [typed, setTyped] = useState('');
  const q = useLater(typed.trim());
  const { value, failure, reload } = useLoad(`receivers ${props.corpId} ${q}`, (signal) =>
    api.members(props.corpId, { q: q || undefined, state: 'all' }, signal),
  );
  const people = (value?.members ?? []).filter((one) => one.state === 'active').slice(0, 8);
  return (
    <Dialog
      title={t.sendTo}
      width={400}
      onClose={props.onClose}
      actions={<Button onClick={props.onClose}>{uiText().cancel}</Button>}
    >
      <p>{t.sendToText}</p>
      <div className={s.find}>
        <Field label={t.find} value={typed} type="search" onInput={setTyped} />
      </div>
      {failure ? <Fault failure={failure} onRetry={reload} /> : null}
      {value ? (
        people.length > 0 ? (
          <ul className={s.people}>
            {people.map((one) => (
              <li key={one.memberId}>
                <button
                  type="button"
                  className={s.person}
                  aria-label={t.sentTo(one.name)}
                  onClick={() => props.onChoose(one.userId)}
                >
                  <Avatar who={{ name: one.name, address: one.userId }} kind="colleague" size={32} />
                  <span>
                    {one.name}
                    <span className={s.department}>{one.departments.join('、')}</span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        ) : (
          <p className={s.noOne}>{t.noOne}</p>
        )
      ) : failure ? null : (
        <LoadingRows rows={3} />
      )}
    </Dialog>
  );
}
