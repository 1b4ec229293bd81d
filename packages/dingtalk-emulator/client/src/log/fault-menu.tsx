import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ClientState } from '../../../src/client-api/state.ts';
import { api } from '../api.ts';
import { useLanguage, useText } from '../i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { Popover } from '../ui/popover.tsx';
import { Segmented } from '../ui/segmented.tsx';
import css from './fault-menu.module.css';
import { faultChoices, sendPath, signInChoices, signInPath, textOf } from './faults.ts';

/** Breaks the platform on purpose, and shows what is broken until it is lifted. */
export function FaultMenu({ faults }: { faults: ClientState['faults'] }): JSX.Element {
  const say = useText();
  const at = useLanguage() === 'zh' ? 0 : 1;
  const [scope, setScope] = useState<'send' | 'all'>('send');
  const [times, setTimes] = useState<'once' | 'until'>('once');
  return (
    <Popover
      label={say('inject')}
      named
      align="end"
      side="above"
      triggerClass={css.trigger}
      trigger={
        <>
          <Icon name="warn" size={16} />
          {say('inject')}
          {faults.length > 0 && <span class={css.count}>{faults.length}</span>}
        </>
      }
    >
      {() => (
        <div class={css.menu}>
          {faults.length > 0 && (
            <section class={css.active}>
              <h3>{say('active')}</h3>
              <ul>
                {faults.map((rule) => (
                  <li key={rule.id}>
                    <span class={css.what}>
                      {textOf(rule, at)}
                      <small>{rule.path === '*' ? say('everyCall') : rule.path.split(/[/.]/).at(-1)}</small>
                    </span>
                    <button
                      type="button"
                      aria-label={`${say('lift')} ${textOf(rule, at)}`}
                      onClick={() => void api.clearFault(rule.id)}
                    >
                      {say('lift')}
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <div class={css.options}>
            <Segmented
              label={say('scope')}
              value={scope}
              onChange={setScope}
              choices={[
                { value: 'send', text: say('sendOnly') },
                { value: 'all', text: say('everyCall') },
              ]}
            />
            <Segmented
              label={say('duration')}
              value={times}
              onChange={setTimes}
              choices={[
                { value: 'once', text: say('once') },
                { value: 'until', text: say('until') },
              ]}
            />
          </div>
          <ul class={css.choices}>
            {faultChoices.map(({ text, rule }) => (
              <li key={text[0]}>
                <button
                  type="button"
                  onClick={() =>
                    void api.addFault({
                      ...rule,
                      path: scope === 'send' ? sendPath : '*',
                      ...(times === 'once' ? { times: 1 } : {}),
                    })
                  }
                >
                  {text[at]}
                </button>
              </li>
            ))}
          </ul>
          <h3 class={css.group}>{say('signIn')}</h3>
          <ul class={css.choices}>
            {signInChoices.map(({ text, rule }) => (
              <li key={text[0]}>
                <button type="button" onClick={() => void api.addFault({ ...rule, path: signInPath, times: 1 })}>
                  {text[at]}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Popover>
  );
}
