import type { AllowListForm, AppDetail } from '@hongyan/contract';
import { useId, useState } from 'react';
import type { Failure } from '../../api/answer.ts';
import { numberText } from '../../i18n/dates.ts';
import { language } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import { showSnack } from '../../ui/snackbar.tsx';
import { dingTalkRanges } from '../addresses.ts';
import { api } from '../api.ts';
import { Card } from '../parts/card.tsx';
import { Fault } from '../parts/fault.tsx';
import { session } from '../session.ts';
import { addRanges, splitRanges, wrongRanges } from './ranges.ts';
import s from './system.module.css';
import { systemText } from './system-text.ts';

/** One allow-list, edited as lines. */
export function AllowListCard(props: {
  readonly app: AppDetail;
  readonly purpose: AllowListForm['purpose'];
  readonly onChange: (app: AppDetail) => void;
}) {
  const t = systemText();
  const id = useId();
  const { app, purpose } = props;
  const console_ = purpose === 'console';
  const kept = console_ ? app.consoleRanges : app.callbackRanges;
  const [text, setText] = useState(kept.join('\n'));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const [failure, setFailure] = useState<Failure>();
  const own = session.value?.address;

  async function save(): Promise<void> {
    const ranges = splitRanges(text);
    const wrong = wrongRanges(ranges);
    setError(wrong.length > 0 ? t.wrong(wrong.join(' ')) : undefined);
    setFailure(undefined);
    if (wrong.length > 0) return;
    setBusy(true);
    const answer = await api.setAllowList(app.corpId, { purpose, ranges: [...ranges] });
    setBusy(false);
    if (!answer.ok) {
      const said = answer.failure.fields?.['ranges']?.[language.value];
      return said ? setError(said) : setFailure(answer.failure);
    }
    const now = console_ ? answer.value.consoleRanges : answer.value.callbackRanges;
    setText(now.join('\n'));
    props.onChange(answer.value);
    showSnack({ text: t.saved });
  }

  return (
    <Card
      title={console_ ? t.consoleList : t.callbackList}
      note={kept.length > 0 ? t.limited(numberText(kept.length)) : t.everyone}
    >
      <p className={s.lead}>{console_ ? t.consoleLead : t.callbackLead}</p>
      <label className={s.label} htmlFor={id}>
        {t.ranges}
      </label>
      <textarea
        id={id}
        className={s.ranges}
        rows={Math.min(12, Math.max(4, text.split('\n').length + 1))}
        value={text}
        spellcheck={false}
        aria-invalid={error !== undefined ? true : undefined}
        aria-describedby={`${id}-note`}
        onInput={(event) => {
          setText((event.target as HTMLTextAreaElement).value);
          setError(undefined);
        }}
      />
      <p id={`${id}-note`} className={error ? s.wrong : s.note} role={error ? 'alert' : undefined}>
        {error ?? (console_ && own ? `${t.rangesHint} · ${t.own(own)}` : t.rangesHint)}
      </p>
      {failure ? <Fault failure={failure} safe={t.notSaved} /> : null}
      <div className={s.acts}>
        {console_ && own ? <Button onClick={() => setText(addRanges(text, [own]))}>{t.addOwn}</Button> : null}
        {console_ ? null : <Button onClick={() => setText(addRanges(text, dingTalkRanges))}>{t.addDingTalk}</Button>}
        <Button kind="soft" busy={busy && t.saving} onClick={() => void save()}>
          {t.save}
        </Button>
      </div>
    </Card>
  );
}
