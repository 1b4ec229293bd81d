import type { JSX } from 'preact';
import type { FullState } from '../../../src/client-api/state.ts';
import { control, useAct } from '../control.ts';
import { useLanguage } from '../i18n.ts';
import { useWords } from '../i18n-words.ts';
import { Outcome } from '../ui/outcome.tsx';
import page from '../ui/page.module.css';
import { Segmented } from '../ui/segmented.tsx';
import { switchRows } from './switch-list.ts';
import css from './wire.module.css';

const words = {
  title: ['待定规则', 'Unsettled rules'],
  lead: [
    '文档没有说清的地方。两种读法都可以试，产品在哪一种下都应当能用。',
    'Where the documents are not clear. Try each reading: a product should work with all of them.',
  ],
  changed: ['已更改，立即生效', 'Changed, in force at once'],
} as const;

/** The `[unsure]` points of the reference, one switch each. */
export function Switches({ state }: { state: FullState }): JSX.Element {
  const own = useWords(words);
  const at = useLanguage() === 'zh' ? 0 : 1;
  const act = useAct();
  return (
    <section class={page.card} aria-label={own('title')}>
      <div class={css.tools}>
        <h3>{own('title')}</h3>
        <p class={page.lead}>{own('lead')}</p>
      </div>
      <Outcome act={act} />
      {switchRows.map((row) => (
        <div key={row.name} class={css.switch}>
          <div>
            <p>{row.text[at]}</p>
            <code>
              §{row.section} · {row.name}
            </code>
          </div>
          <Segmented
            label={row.text[at]}
            value={String(state.switches[row.name])}
            choices={row.choices.map(({ value, text }) => ({ value, text: text[at] }))}
            onChange={(value) => {
              const chosen = row.choices.find((one) => one.value === value);
              if (chosen) void act.run(() => control('switches/set', { change: chosen.set }), own('changed'));
            }}
          />
        </div>
      ))}
    </section>
  );
}
