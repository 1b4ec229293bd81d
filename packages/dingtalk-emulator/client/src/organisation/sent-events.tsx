import type { JSX } from 'preact';
import type { FullState } from '../../../src/client-api/state.ts';
import type { EventDelivery } from '../../../src/model.ts';
import { exactTime } from '../card/time.ts';
import { useWords } from '../i18n-words.ts';
import { hrefOf } from '../place.ts';
import { Icon } from '../ui/icon.tsx';
import { Tag } from '../ui/outcome.tsx';
import { deliveryTone, deliveryWords } from '../wire/delivery-words.ts';
import css from './contacts.module.css';
import type { Change } from './use-changes.ts';

const words = {
  title: ['变更与事件', 'Changes and events'],
  hint: ['每次变更发出的事件，送给了谁', 'The event that each change sent, and to whom it went'],
  none: ['还没有变更', 'Nothing changed yet'],
  nobody: ['没有应用订阅这个事件', 'No app has subscribed to it'],
  all: ['全部事件', 'All events'],
  fold: ['收起', 'Fold'],
  unfold: ['展开', 'Unfold'],
} as const;

/** What the changes of this page have set off. */
export function SentEvents(props: {
  state: FullState;
  changes: readonly Change[];
  open: boolean;
  onOpen: (open: boolean) => void;
}): JSX.Element {
  const { state, changes, open } = props;
  const own = useWords(words);
  const say = useWords(deliveryWords);
  const nameOf = (appKey: string) => state.apps.find((app) => app.appKey === appKey)?.name ?? appKey;
  const sentBy = (change: Change, at: number): EventDelivery[] => {
    // What the next change found already delivered belongs to this one or an earlier one.
    const later = changes[at - 1];
    return state.deliveries.filter(
      ({ id, type }) => change.types.includes(type) && !change.before.has(id) && (!later || later.before.has(id)),
    );
  };
  return (
    <section class={css.sent} aria-label={own('title')}>
      <header class={css.sentHead}>
        <h3>{own('title')}</h3>
        <p>{changes.length === 0 ? own('none') : own('hint')}</p>
        <a class={css.link} href={hrefOf('wire', 'events')}>
          {own('all')}
        </a>
        <button
          type="button"
          class={css.fold}
          aria-expanded={open}
          aria-label={`${own(open ? 'fold' : 'unfold')} ${own('title')}`}
          onClick={() => props.onOpen(!open)}
        >
          <Icon name={open ? 'down' : 'up'} size={16} />
        </button>
      </header>
      {open && (
        <ul aria-live="polite">
          {changes.map((change, at) => {
            const sent = sentBy(change, at);
            return (
              <li key={change.key} class={css.change}>
                <time>{exactTime(change.at)}</time>
                <span>{change.what}</span>
                <code>{change.types.join(' ')}</code>
                <span class={css.targets}>
                  {sent.length === 0 && own('nobody')}
                  {sent.map((delivery) => (
                    <span key={delivery.id}>
                      {nameOf(delivery.appKey)} · {delivery.channel === 'push' ? 'HTTP' : 'Stream'}{' '}
                      <Tag tone={deliveryTone(delivery.state)}>{say(delivery.state)}</Tag>
                    </span>
                  ))}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
