import type { EventChannel } from '@hongyan/contract';
import type { ReactNode } from 'react';
import { numberText } from '../../i18n/dates.ts';
import { language } from '../../i18n/language.ts';
import { ask } from '../../ui/ask.tsx';
import { showSnack } from '../../ui/snackbar.tsx';
import { Tag } from '../../ui/tag.tsx';
import { api } from '../api.ts';
import type { Verdict } from '../doctor/sort-checks.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { moment } from '../parts/moment.ts';
import { Segments } from '../parts/segments.tsx';
import { ValueRow } from '../parts/value-row.tsx';
import { type ChannelState, channelState } from './event-state.ts';
import s from './setup-page.module.css';
import { setupText } from './setup-text.ts';
import { Step } from './step.tsx';
import type { StepProps } from './step-props.ts';

/** 事件与回调: the channel, its values, and whether DingTalk has been heard on it. */
export function EventStep({ app, checks, onChange }: StepProps) {
  const t = setupText();
  const { values, eventChannel } = app;
  const state = channelState(eventChannel);
  const { tag, hint } = wordsOf(state);

  async function change(mode: EventChannel['mode']): Promise<void> {
    const name = t[mode];
    if (!(await ask({ title: t.switchTitle(name), text: t.switchText, yes: t.switchYes }))) return;
    const answer = await api.setEventChannel(app.corpId, mode);
    if (answer.ok) onChange(answer.value);
    showSnack({ text: answer.ok ? t.switched(name) : answer.failure.what[language.value] });
  }

  return (
    <Step
      number={5}
      title={t.step5}
      checks={checks}
      verdict={verdictOf(state)}
      tag={<span role="status">{tag}</span>}
      beside={
        <Segments
          label={t.channel}
          choices={[
            { id: 'stream', label: t.stream },
            { id: 'push', label: t.push },
          ]}
          current={eventChannel.mode}
          onChoose={(mode) => void change(mode)}
        />
      }
    >
      <p className={s.how}>{eventChannel.mode === 'push' ? t.pushHow : t.streamHow}</p>
      {eventChannel.mode === 'push' ? (
        <>
          <ValueRow label={t.aesKey} value={values.eventAesKey} />
          <ValueRow label={t.token} value={values.eventToken} />
          <ValueRow label={t.eventUrl} value={values.eventUrl} />
          <div className={s.all}>
            <CopyButton
              of={t.callback}
              words={t.copyAll}
              framed
              text={[
                `${t.aesKey}: ${values.eventAesKey}`,
                `${t.token}: ${values.eventToken}`,
                `${t.eventUrl}: ${values.eventUrl}`,
              ].join('\n')}
            />
          </div>
        </>
      ) : null}
      {hint ? <p className={s.hint}>{hint}</p> : null}
    </Step>
  );
}

/** What was seen on the channel outweighs an older run of the doctor. */
function verdictOf({ kind }: ChannelState): Verdict {
  return kind === 'seen' ? 'passed' : kind === 'refused' || kind === 'broken' ? 'failed' : 'open';
}

function wordsOf(state: ChannelState): { readonly tag: ReactNode; readonly hint?: string } {
  const t = setupText();
  const because = (why: string | undefined) => (why ? (language.value === 'zh' ? `（${why}）` : ` (${why})`) : '');
  switch (state.kind) {
    case 'seen':
      return { tag: <Tag tone="ok">{t.seen(moment(state.at))}</Tag> };
    case 'refused':
      return {
        tag: <Tag tone="danger">{t.refused(numberText(state.times))}</Tag>,
        hint: t.refusedHint(because(state.why)),
      };
    case 'broken':
      return { tag: <Tag tone="danger">{t.broken}</Tag>, hint: t.brokenHint(because(state.problem)) };
    case 'waiting':
      return { tag: <Tag>{t.waiting}</Tag>, hint: t.waitingHint };
    default:
      return { tag: <Tag>{t[state.kind]}</Tag> };
  }
}
