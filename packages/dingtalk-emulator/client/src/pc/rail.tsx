import type { JSX } from 'preact';
import type { ClientPerson, ClientState } from '../../../src/client-api/state.ts';
import { useText } from '../i18n.ts';
import { PersonCard } from '../people/person-card.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { Icon } from '../ui/icon.tsx';
import { Popover } from '../ui/popover.tsx';
import css from './rail.module.css';

export type PcPlace = 'messages' | 'workbench';

const quiet = [
  ['contacts', 'people'],
  ['calendar', 'cal'],
  ['todo', 'todo'],
  ['drive', 'drive'],
] as const;

/** The rail at the left of the window: the person, the places that work, and those that are only in the picture. */
export function Rail(props: {
  person: ClientPerson;
  company: ClientState['company'];
  place: PcPlace;
  unread: number;
  onChange: (place: PcPlace) => void;
}): JSX.Element {
  const { person } = props;
  const say = useText();
  const item = (place: PcPlace, icon: string) => (
    <button
      type="button"
      class={css.item}
      aria-current={props.place === place ? 'page' : undefined}
      onClick={() => props.onChange(place)}
    >
      <Icon name={icon} />
      {say(place)}
      {place === 'messages' && props.unread > 0 && (
        <span class={css.badge}>
          {props.unread}
          <span class={css.hidden}> {say('unread')}</span>
        </span>
      )}
    </button>
  );
  return (
    <nav class={css.rail} aria-label={say('pc')}>
      <Popover
        label={person.name}
        triggerClass={css.avatar}
        trigger={<Avatar name={person.name} userId={person.userId} address={person.address} size={40} />}
      >
        {() => <PersonCard person={person} company={props.company} />}
      </Popover>
      {item('messages', 'chat')}
      {item('workbench', 'grid')}
      {quiet.map(([key, icon]) => (
        <button key={key} type="button" class={css.item} disabled title={say('notAvailable')}>
          <Icon name={icon} />
          {say(key)}
        </button>
      ))}
    </nav>
  );
}
