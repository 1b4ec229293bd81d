import type { JSX } from 'preact';
import type { ClientPerson, ClientState } from '../../../src/client-api/state.ts';
import { useText } from '../i18n.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Icon } from '../ui/icon.tsx';
import { Popover } from '../ui/popover.tsx';
import { PeopleList } from './people-list.tsx';
import { PersonCard } from './person-card.tsx';
import css from './switcher.module.css';

const shown = 3;

/** Whose devices are on the desk: the first few people at hand, everyone behind the dots, the mailbox of the current one. */
export function Switcher(props: {
  state: ClientState;
  person: ClientPerson;
  onChange: (userId: string) => void;
}): JSX.Element {
  const { state, person } = props;
  const say = useText();
  const first = state.people.slice(0, shown);
  const near = first.some((one) => one.userId === person.userId) ? first : [...first.slice(0, shown - 1), person];
  return (
    <div class={css.row}>
      <fieldset class={css.group} aria-label={say('people')}>
        {near.map((one) => (
          <button
            key={one.userId}
            type="button"
            class={css.person}
            aria-pressed={one.userId === person.userId}
            onClick={() => props.onChange(one.userId)}
          >
            <Avatar name={one.name} userId={one.userId} address={one.address} size={24} />
            {one.name}
            {one.userId !== person.userId && one.unread > 0 && (
              <span class={css.badge}>
                {one.unread}
                <span class={css.hidden}> {say('unread')}</span>
              </span>
            )}
          </button>
        ))}
        {state.peopleTotal > near.length && (
          <Popover label={say('everyone')} trigger={<Icon name="more" size={16} />} triggerClass={css.dots}>
            {(close) => (
              <PeopleList
                state={state}
                current={person}
                onChoose={(userId) => {
                  props.onChange(userId);
                  close();
                }}
              />
            )}
          </Popover>
        )}
      </fieldset>
      <Popover
        label={say('cardOf')}
        named
        trigger={
          <>
            <Icon name="key" size={16} />
            {say('cardOf')}
          </>
        }
        triggerClass={css.keys}
      >
        {() => <PersonCard person={person} company={state.company} />}
      </Popover>
    </div>
  );
}
