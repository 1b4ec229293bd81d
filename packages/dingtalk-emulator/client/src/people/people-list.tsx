import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ClientPerson, ClientState } from '../../../src/client-api/state.ts';
import { useText } from '../i18n.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Icon } from '../ui/icon.tsx';
import css from './people-list.module.css';

/** Everyone of the company, by department, with a field to find somebody. */
export function PeopleList(props: {
  state: ClientState;
  current: ClientPerson;
  onChoose: (userId: string) => void;
}): JSX.Element {
  const say = useText();
  const [wanted, setWanted] = useState('');
  const { departments } = props.state.company;
  const nameOf = (id: number) => departments.find((one) => one.id === id)?.name ?? '';
  const fits = (person: ClientPerson) =>
    [person.name, nameOf(person.departmentId), person.address ?? ''].some((text) =>
      text.toLowerCase().includes(wanted.trim().toLowerCase()),
    );
  const groups = departments
    .map((department) => ({
      department,
      people: props.state.people.filter((one) => one.departmentId === department.id && fits(one)),
    }))
    .filter(({ people }) => people.length > 0);
  return (
    <div class={css.list}>
      <label class={css.search}>
        <Icon name="search" size={16} />
        <input
          type="search"
          value={wanted}
          placeholder={say('findPerson')}
          aria-label={say('findPerson')}
          ref={focus}
          onInput={({ currentTarget }) => setWanted(currentTarget.value)}
        />
      </label>
      {groups.length === 0 && <p class={css.none}>{say('nobodyFound')}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard */}
      <section class={css.groups} tabIndex={0} aria-label={say('everyone')}>
        {groups.map(({ department, people }) => (
          <section key={department.id}>
            <h3>{department.name}</h3>
            <ul>
              {people.map((person) => (
                <li key={person.userId}>
                  <button
                    type="button"
                    aria-pressed={person === props.current}
                    onClick={() => props.onChoose(person.userId)}
                  >
                    <Avatar name={person.name} userId={person.userId} address={person.address} size={32} />
                    <span class={css.words}>
                      <span>{person.name}</span>
                      <span class={css.job}>{person.title}</span>
                    </span>
                    {person === props.current && <Icon name="check" size={16} />}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </section>
    </div>
  );
}

/** One function for all renders: a new one would take the focus back at each of them. */
const focus = (input: HTMLInputElement | null): void => input?.focus();
