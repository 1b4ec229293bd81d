import type { JSX } from 'preact';
import type { CallRecord } from '../../../src/model.ts';
import { useText } from '../i18n.ts';
import { prettyJson } from '../log/outcome.ts';
import css from './wire.module.css';

/** What was asked and what was answered, secrets replaced. */
export function CallBodies({ call }: { call: CallRecord }): JSX.Element {
  const say = useText();
  return (
    <dl class={css.bodies}>
      <dt>
        {say('request')} · {call.bytes.toLocaleString('en-US')} {say('bytes')}
      </dt>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard */}
      <dd tabIndex={0}>{prettyJson(call.request) || '–'}</dd>
      <dt>
        {say('response')} · HTTP {call.status || '–'}
      </dt>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard */}
      <dd tabIndex={0}>{prettyJson(call.response) || say('noAnswer')}</dd>
    </dl>
  );
}
