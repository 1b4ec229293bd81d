import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { FullState } from '../../../src/client-api/state.ts';
import { control, useAct } from '../control.ts';
import { useText } from '../i18n.ts';
import { useWords } from '../i18n-words.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Outcome } from '../ui/outcome.tsx';
import page from '../ui/page.module.css';
import css from './wire.module.css';

const words = {
  title: ['路况', 'Weather on the way'],
  lead: [
    '真实的推送会丢、会重、会乱序。这里决定有多少。',
    'Real events get lost, come twice and overtake each other. Here one says how much.',
  ],
  lose: ['丢失 %', 'Lost %'],
  double: ['重复 %', 'Doubled %'],
  delay: ['最多晚到（毫秒）', 'Late by up to ms'],
  bad: ['请填 0 到 100', '0 to 100'],
  badDelay: ['请填不小于 0 的数', '0 or more'],
  streams: ['Stream 连接', 'Stream connections'],
  announce: ['通知后断开', 'Announce, then disconnect'],
  drop: ['直接断开', 'Drop'],
  cut: ['连接已断开', 'The connections are cut'],
} as const;

/** How events travel: lost, doubled, delayed; and the Stream connections that can be cut. */
export function Weather({ state }: { state: FullState }): JSX.Element {
  const say = useText();
  const own = useWords(words);
  const act = useAct();
  const [lose, setLose] = useState(String(Math.round(state.weather.lose * 100)));
  const [double, setDouble] = useState(String(Math.round(state.weather.double * 100)));
  const [delay, setDelay] = useState(String(state.weather.delayMs));
  const share = (text: string) => /^\d+$/.test(text.trim()) && Number(text) <= 100;
  const badDelay = !/^\d+$/.test(delay.trim());
  const connections = state.apps.reduce((sum, app) => sum + app.connections, 0);
  const cut = (how: 'announce' | 'drop') => void act.run(() => control('stream/disconnect', { how }), own('cut'));
  return (
    <section class={`${page.card} ${page.pad}`} aria-label={own('title')}>
      <div class={page.cardHead}>
        <h3>{own('title')}</h3>
      </div>
      <p class={page.lead}>{own('lead')}</p>
      <form
        class={css.inline}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!share(lose) || !share(double) || badDelay) return;
          const weather = { lose: Number(lose) / 100, double: Number(double) / 100, delayMs: Number(delay) };
          void act.run(() => control('events/weather', weather), say('saved'));
        }}
      >
        <Field label={own('lose')} value={lose} onInput={setLose} problem={share(lose) ? '' : own('bad')} />
        <Field label={own('double')} value={double} onInput={setDouble} problem={share(double) ? '' : own('bad')} />
        <Field label={own('delay')} value={delay} onInput={setDelay} problem={badDelay ? own('badDelay') : ''} />
        <Button submit busy={act.busy}>
          {say('save')}
        </Button>
      </form>
      <div class={css.line}>
        <span>
          {own('streams')} {connections}
        </span>
        <Button small disabled={connections === 0} onClick={() => cut('announce')}>
          {own('announce')}
        </Button>
        <Button small disabled={connections === 0} onClick={() => cut('drop')}>
          {own('drop')}
        </Button>
      </div>
      <Outcome act={act} />
    </section>
  );
}
