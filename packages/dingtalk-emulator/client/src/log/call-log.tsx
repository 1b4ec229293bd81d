import type { JSX } from 'preact';
import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import type { ClientState } from '../../../src/client-api/state.ts';
import type { CallRecord } from '../../../src/model.ts';
import { exactTime } from '../card/time.ts';
import { useLanguage, useText } from '../i18n.ts';
import { Icon } from '../ui/icon.tsx';
import css from './call-log.module.css';
import { FaultMenu } from './fault-menu.tsx';
import { isGood, outcomeOf, prettyJson } from './outcome.ts';

/** What the platform was asked, newest first, with bytes, outcome and the month's count. */
export function CallLog({
  state,
  folded,
  onFold,
}: {
  state: ClientState;
  folded: boolean;
  onFold: (folded: boolean) => void;
}): JSX.Element {
  const say = useText();
  const [open, setOpen] = useState<number>();
  const calls = state.calls.toReversed();
  return (
    <section class={css.log} data-folded={folded} aria-label={say('log')}>
      <header class={css.head}>
        <h2>{say('log')}</h2>
        <p class={css.hint}>{say('logHint')}</p>
        <span class={css.quota}>
          {say('month')} {state.quota.used.toLocaleString('en-US')} / {state.quota.limit.toLocaleString('en-US')}
        </span>
        <FaultMenu faults={state.faults} />
        <button
          type="button"
          class={css.fold}
          aria-expanded={!folded}
          aria-label={say(folded ? 'unfold' : 'collapse')}
          title={say(folded ? 'unfold' : 'collapse')}
          onClick={() => onFold(!folded)}
        >
          <Icon name={folded ? 'up' : 'down'} size={18} />
        </button>
      </header>
      {!folded && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard
        <section class={css.body} tabIndex={0} aria-label={say('time')}>
          {calls.length === 0 ? (
            <p class={css.none}>{say('noCalls')}</p>
          ) : (
            <table class={css.table}>
              <thead class={css.hidden}>
                <tr>
                  <th>{say('time')}</th>
                  <th>{say('call')}</th>
                  <th>{say('about')}</th>
                  <th>{say('result')}</th>
                  <th>{say('took')}</th>
                </tr>
              </thead>
              <tbody>
                {calls.map((call) => (
                  <Row
                    key={call.id}
                    call={call}
                    open={open === call.id}
                    onOpen={(now) => setOpen(now ? call.id : undefined)}
                  />
                ))}
              </tbody>
            </table>
          )}
        </section>
      )}
    </section>
  );
}

function Row({
  call,
  open,
  onOpen,
}: {
  call: CallRecord;
  open: boolean;
  onOpen: (open: boolean) => void;
}): JSX.Element {
  const say = useText();
  const language = useLanguage();
  const good = isGood(call);
  return (
    <Fragment>
      <tr class={css.row} data-open={open}>
        <td>{exactTime(call.receivedAt)}</td>
        <td class={css.path}>
          <button type="button" aria-expanded={open} onClick={() => onOpen(!open)}>
            {call.method} {call.path}
          </button>
        </td>
        <td class={css.about}>
          {call.about[language]}
          {call.counted && <span class={css.counted}>{say('counted')}</span>}
        </td>
        <td>
          <span class={css.code} data-good={good} title={call.code}>
            {outcomeOf(call, say('noAnswer')).replace('Forbidden.AccessDenied.', '')}
          </span>
        </td>
        <td class={css.ms}>{call.ms} ms</td>
      </tr>
      {open && (
        <tr class={css.detail}>
          <td colSpan={5}>
            <dl>
              {call.rule && (
                <>
                  <dt>{say('rule')}</dt>
                  <dd class={css.rule}>
                    §{call.rule.section} {call.rule[language]}
                  </dd>
                </>
              )}
              <dt>
                {say('request')} · {call.bytes.toLocaleString('en-US')} {say('bytes')}
              </dt>
              <dd>{prettyJson(call.request) || '–'}</dd>
              <dt>
                {say('response')} · HTTP {call.status || '–'}
              </dt>
              <dd>{prettyJson(call.response) || say('noAnswer')}</dd>
            </dl>
          </td>
        </tr>
      )}
    </Fragment>
  );
}
