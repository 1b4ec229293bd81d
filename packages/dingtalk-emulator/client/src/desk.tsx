import type { JSX } from 'preact';
import type { ClientPerson, FullState } from '../../src/client-api/state.ts';
import type { Device, FeedCard } from '../../src/model.ts';
import css from './app.module.css';
import { CallLog } from './log/call-log.tsx';
import { Pc } from './pc/pc.tsx';
import { Phone } from './phone/phone.tsx';
import { useStored } from './stored.ts';

/** The devices of one person: the phone, the PC window, and under it the log of calls. */
export function Desk(props: {
  state: FullState;
  person: ClientPerson;
  phone: Device;
  pc: Device;
  feed: readonly FeedCard[];
  news: FeedCard | undefined;
  large: boolean;
  onLarge: (large: boolean) => void;
}): JSX.Element {
  const { state, person, phone, pc, feed } = props;
  const [folded, setFolded] = useStored<'yes' | 'no'>('folded', 'no');
  return (
    <main class={css.desk}>
      <Phone
        key={`${person.userId} ${phone}`}
        state={state}
        person={person}
        device={phone}
        feed={feed}
        news={props.news}
      />
      <div class={css.right} data-folded={folded === 'yes'}>
        <Pc
          key={`${person.userId} ${pc}`}
          state={state}
          person={person}
          device={pc}
          feed={feed}
          large={props.large}
          onLarge={props.onLarge}
        />
        <CallLog state={state} folded={folded === 'yes'} onFold={(now) => setFolded(now ? 'yes' : 'no')} />
      </div>
    </main>
  );
}
