import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ClientPerson, ClientState } from '../../../src/client-api/state.ts';
import { useText } from '../i18n.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Icon } from '../ui/icon.tsx';
import { SearchField } from '../ui/search-field.tsx';
import css from './people-list.module.css';
import { shownPeople, usePeople } from './people-search.ts';

type People = Pick<ClientState, 'people' | 'peopleTotal' | 'company'>;

/** Everyone of the company, by department, with a field to find somebody; of a large company the first ones and those who are found. */
export function PeopleList(props: {
  state: People;
  current: ClientPerson;
  onChoose: (userId: string) => void;
}): JSX.Element {
  const { state } = props;
  const say = useText();
  const [wanted, setWanted] = useState('');
  const { departments } = state.company;
  const isWhole = state.people.length >= state.peopleTotal;
  const asked = usePeople({ q: isWhole ? '' : wanted, limit: isWhole ? 1 : shownPeople });
  const sought = wanted.trim().toLowerCase();
  const nameOf = (id: number) => departments.find((one) => one.id === id)?.name ?? '';
  const fits = (person: ClientPerson) =>
    [person.name, nameOf(person.departmentId), person.address ?? ''].some((text) =>
      text.toLowerCase().includes(sought),
    );
  const people = isWhole ? state.people.filter(fits).slice(0, shownPeople) : (asked?.people ?? []);
  const groups = departments
    .map((department) => ({ department, people: people.filter((one) => one.departmentId === department.id) }))
    .filter((group) => group.people.length > 0);
  const total = isWhole ? state.people.filter(fits).length : (asked?.total ?? 0);
  return (
    <div class={css.list}>
      <SearchField label={say('findPerson')} value={wanted} onInput={setWanted} autofocus />
      {groups.length === 0 && (isWhole || asked) && <p class={css.none}>{say('nobodyFound')}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard */}
      <section class={css.groups} tabIndex={0} aria-label={say('everyone')}>
        {groups.map(({ department, people: members }) => (
          <section key={department.id}>
            <h3>{department.name}</h3>
            <ul>
              {members.map((person) => (
                <li key={person.userId}>
                  <button
                    type="button"
                    aria-pressed={person.userId === props.current.userId}
                    onClick={() => props.onChoose(person.userId)}
                  >
                    <Avatar name={person.name} userId={person.userId} address={person.address} size={32} />
                    <span class={css.words}>
                      <span>{person.name}</span>
                      <span class={css.job}>{person.title}</span>
                    </span>
                    {person.userId === props.current.userId && <Icon name="check" size={16} />}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
        {total > people.length && <p class={css.none}>{say('firstOnly')}</p>}
      </section>
    </div>
  );
}
