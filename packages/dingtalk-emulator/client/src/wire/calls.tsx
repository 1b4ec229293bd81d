import type { JSX } from 'preact';
import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import type { FullState } from '../../../src/client-api/state.ts';
import type { CallRecord } from '../../../src/model.ts';
import { exactTime } from '../card/time.ts';
import { useLanguage, useText } from '../i18n.ts';
import { useWords } from '../i18n-words.ts';
import { isGood, outcomeOf } from '../log/outcome.ts';
import { Tick } from '../ui/field.tsx';
import { Empty, Tag } from '../ui/outcome.tsx';
import page from '../ui/page.module.css';
import { SearchField } from '../ui/search-field.tsx';
import { CallBodies } from './call-bodies.tsx';
import css from './wire.module.css';

const words = {
  find: ['按接口、内容或结果查找', 'Find by call, subject or result'],
  broken: ['只看没有成功的', 'Only those that failed'],
  last: ['最近的调用', 'Latest calls'],
  caller: ['调用者', 'Caller'],
  none: ['还没有调用', 'No calls yet'],
  noneHint: ['把应用的钉钉地址指向替身，再操作一次。', 'Point the app’s DingTalk addresses here and try it.'],
  noMatch: ['没有这样的调用', 'No such call'],
} as const;

/** Every call of the platform's wire, with the documented rule that it broke. */
export function Calls({ state }: { state: FullState }): JSX.Element {
  const own = useWords(words);
  const say = useText();
  const [wanted, setWanted] = useState('');
  const [broken, setBroken] = useState(false);
  const [open, setOpen] = useState<number>();
  const sought = wanted.trim().toLowerCase();
  const fits = (call: CallRecord) =>
    (!broken || !isGood(call)) &&
    [call.path, call.about.zh, call.about.en, call.code, call.caller].some((text) =>
      text.toLowerCase().includes(sought),
    );
  const calls = state.calls.filter(fits).toReversed();
  return (
    <section class={page.card} aria-label={own('last')}>
      <div class={css.tools}>
        <h3>{own('last')}</h3>
        <span class={page.sub}>{state.calls.length}</span>
        <span class={page.grow} />
        <Tick label={own('broken')} checked={broken} onChange={setBroken} />
        <SearchField label={own('find')} value={wanted} onInput={setWanted} />
      </div>
      {calls.length === 0 ? (
        <Empty
          title={own(state.calls.length === 0 ? 'none' : 'noMatch')}
          {...(state.calls.length === 0 ? { hint: own('noneHint') } : {})}
        />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard
        <section class={page.scroll} tabIndex={0} aria-label={`${say('listOf')}${own('last')}`}>
          <table class={page.table}>
            <thead>
              <tr>
                <th>{say('time')}</th>
                <th>{say('call')}</th>
                <th>{say('about')}</th>
                <th>{own('caller')}</th>
                <th>{say('result')}</th>
                <th class={page.end}>{say('took')}</th>
              </tr>
            </thead>
            <tbody>
              {calls.map((call) => (
                <Row
                  key={call.id}
                  call={call}
                  app={state.apps.find(({ appKey }) => appKey === call.appKey)?.name}
                  open={open === call.id}
                  onOpen={(now) => setOpen(now ? call.id : undefined)}
                />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

function Row(props: {
  call: CallRecord;
  app: string | undefined;
  open: boolean;
  onOpen: (open: boolean) => void;
}): JSX.Element {
  const { call, open } = props;
  const say = useText();
  const language = useLanguage();
  return (
    <Fragment>
      <tr>
        <td class={css.time}>{exactTime(call.receivedAt)}</td>
        <td>
          <button type="button" class={css.open} aria-expanded={open} onClick={() => props.onOpen(!open)}>
            {call.method} {call.path}
          </button>
        </td>
        <td>
          {call.about[language]} {call.counted && <Tag>{say('counted')}</Tag>}
          {call.rule && (
            <span class={css.rule}>
              <span class={css.section}>§{call.rule.section}</span>
              {call.rule[language]}
            </span>
          )}
        </td>
        <td class={css.caller}>
          {props.app ?? '–'}
          <span class={css.app}>{call.caller}</span>
        </td>
        <td>
          <Tag tone={isGood(call) ? 'good' : 'bad'}>{outcomeOf(call, say('noAnswer'))}</Tag>
        </td>
        <td class={`${page.end} ${css.time}`}>{call.ms} ms</td>
      </tr>
      {open && (
        <tr>
          <td colSpan={6}>
            <CallBodies call={call} />
          </td>
        </tr>
      )}
    </Fragment>
  );
}
