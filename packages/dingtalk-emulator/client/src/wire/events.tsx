import type { JSX } from 'preact';
import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import type { FullState } from '../../../src/client-api/state.ts';
import type { EventDelivery } from '../../../src/model.ts';
import { exactTime } from '../card/time.ts';
import { contactEvents } from '../console/event-types.ts';
import { type Act, control, useAct } from '../control.ts';
import { useLanguage, useText } from '../i18n.ts';
import { useWords } from '../i18n-words.ts';
import { Button } from '../ui/button.tsx';
import { Empty, Outcome, Tag } from '../ui/outcome.tsx';
import page from '../ui/page.module.css';
import { deliveryTone, deliveryWords } from './delivery-words.ts';
import { RawEvent } from './raw-event.tsx';
import { Tries } from './tries.tsx';
import { Weather } from './weather.tsx';
import css from './wire.module.css';

const words = {
  title: ['事件投递', 'Deliveries'],
  none: ['还没有事件', 'No events yet'],
  noneHint: [
    '应用订阅事件以后，在“通讯录管理”改动成员或部门，就会出现在这里。',
    'Once an app has subscribed, change a person or a department under Organisation.',
  ],
  time: ['时间', 'Time'],
  event: ['事件', 'Event'],
  app: ['应用', 'App'],
  state: ['状态', 'State'],
  tries: ['投递次数', 'Tries'],
  acts: ['操作', 'Acts'],
  again: ['重发', 'Send again'],
  sentAgain: ['已按同一个 eventId 重发', 'Sent again with the same eventId'],
  raw: ['发送任意事件', 'Send any event'],
} as const;

/** Every event with every try to deliver it; the weather on its way; events that no change of the organisation made. */
export function Events({ state }: { state: FullState }): JSX.Element {
  const say = useText();
  const own = useWords(words);
  const act = useAct();
  const [open, setOpen] = useState<string>();
  const [sending, setSending] = useState(false);
  const deliveries = state.deliveries.toReversed();
  return (
    <div class={page.rows}>
      <Weather state={state} />
      <section class={page.card} aria-label={own('title')}>
        <div class={css.tools}>
          <h3>{own('title')}</h3>
          <span class={page.sub}>{deliveries.length}</span>
          <span class={page.grow} />
          <Button onClick={() => setSending(true)}>{own('raw')}</Button>
        </div>
        <Outcome act={act} />
        {deliveries.length === 0 ? (
          <Empty title={own('none')} hint={own('noneHint')} />
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard
          <section class={page.scroll} tabIndex={0} aria-label={`${say('listOf')}${own('title')}`}>
            <table class={page.table}>
              <thead>
                <tr>
                  <th>{own('time')}</th>
                  <th>{own('event')}</th>
                  <th>{own('app')}</th>
                  <th>{own('state')}</th>
                  <th>{own('tries')}</th>
                  <th class={page.end}>{own('acts')}</th>
                </tr>
              </thead>
              <tbody>
                {deliveries.map((delivery) => (
                  <Row
                    key={delivery.id}
                    delivery={delivery}
                    app={state.apps.find(({ appKey }) => appKey === delivery.appKey)?.name ?? delivery.appKey}
                    open={open === delivery.id}
                    onOpen={(now) => setOpen(now ? delivery.id : undefined)}
                    act={act}
                  />
                ))}
              </tbody>
            </table>
          </section>
        )}
      </section>
      {sending && <RawEvent state={state} onClose={() => setSending(false)} />}
    </div>
  );
}

function Row(props: {
  delivery: EventDelivery;
  app: string;
  open: boolean;
  onOpen: (open: boolean) => void;
  act: Act;
}): JSX.Element {
  const { delivery, open, act } = props;
  const own = useWords(words);
  const say = useWords(deliveryWords);
  const language = useLanguage();
  const name = contactEvents.find(({ type }) => type === delivery.type)?.[language];
  return (
    <Fragment>
      <tr>
        <td class={css.time}>{exactTime(delivery.bornAt)}</td>
        <td>
          <button type="button" class={css.open} aria-expanded={open} onClick={() => props.onOpen(!open)}>
            {delivery.type}
          </button>
          {name && <span class={css.app}>{name}</span>}
        </td>
        <td>
          {props.app}
          <span class={css.app}>{delivery.channel === 'push' ? 'HTTP' : 'Stream'}</span>
        </td>
        <td>
          <Tag tone={deliveryTone(delivery.state)}>{say(delivery.state)}</Tag>
        </td>
        <td>{delivery.tries.length}</td>
        <td class={page.end}>
          <Button
            kind="ghost"
            small
            label={`${own('again')} ${delivery.type}`}
            busy={act.busy}
            onClick={() => void act.run(() => control('events/resend', { id: delivery.id }), own('sentAgain'))}
          >
            {own('again')}
          </Button>
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={6}>
            <Tries delivery={delivery} />
          </td>
        </tr>
      )}
    </Fragment>
  );
}
