import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { FullState } from '../../../src/client-api/state.ts';
import { useWords } from '../i18n-words.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Icon } from '../ui/icon.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { usePeople } from './people-search.ts';
import css from './scope-picker.module.css';

const words = {
  find: ['搜索部门或成员', 'Find departments or people'],
  findDepartment: ['搜索部门', 'Find departments'],
  departments: ['部门', 'Departments'],
  people: ['成员', 'People'],
  nothing: ['没有这样的部门或成员', 'No such department or person'],
  chosen: ['已选', 'Chosen'],
  none: ['还没有选', 'Nothing chosen yet'],
  remove: ['移除', 'Remove'],
  unknown: ['未知', 'unknown'],
} as const;
const shown = 50;

export interface Picked {
  readonly departmentIds: readonly number[];
  readonly userIds: readonly string[];
}

/** Chooses departments and people of the organisation, by typing or from the first ones. */
export function ScopePicker(props: {
  state: FullState;
  value: Picked;
  onChange: (value: Picked) => void;
  label: string;
  /** Departments only. */
  noPeople?: boolean;
}): JSX.Element {
  const { value, onChange } = props;
  const own = useWords(words);
  const find = own(props.noPeople ? 'findDepartment' : 'find');
  const [wanted, setWanted] = useState('');
  const asked = usePeople({ q: wanted, limit: props.noPeople ? 1 : shown });
  const found = props.noPeople ? { people: [] } : asked;
  const sought = wanted.trim().toLowerCase();
  const departments = props.state.departments.filter(({ name }) => name.toLowerCase().includes(sought)).slice(0, shown);
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  const nameOf = (userId: string) =>
    names[userId] ?? props.state.people.find((one) => one.userId === userId)?.name ?? userId;
  const departmentName = (id: number) =>
    props.state.departments.find((one) => one.id === id)?.name ?? `${own('unknown')} ${id}`;
  const toggle = <T,>(list: readonly T[], one: T) =>
    list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
  return (
    <fieldset class={css.picker} aria-label={props.label}>
      <div class={css.side}>
        <SearchField label={find} value={wanted} onInput={setWanted} />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard */}
        <section class={css.list} tabIndex={0} aria-label={find}>
          {departments.length > 0 && <h3>{own('departments')}</h3>}
          {departments.map(({ id, name }) => (
            <label key={id} class={css.row}>
              <input
                type="checkbox"
                checked={value.departmentIds.includes(id)}
                onChange={() => onChange({ ...value, departmentIds: toggle(value.departmentIds, id) })}
              />
              <Icon name="building" size={18} />
              {name}
            </label>
          ))}
          {(found?.people.length ?? 0) > 0 && <h3>{own('people')}</h3>}
          {found?.people.map(({ userId, name, title, address }) => (
            <label key={userId} class={css.row}>
              <input
                type="checkbox"
                aria-label={name}
                checked={value.userIds.includes(userId)}
                onChange={() => {
                  setNames((now) => ({ ...now, [userId]: name }));
                  onChange({ ...value, userIds: toggle(value.userIds, userId) });
                }}
              />
              <Avatar name={name} userId={userId} address={address} size={24} />
              {name}
              <small>{title}</small>
            </label>
          ))}
          {departments.length === 0 && found?.people.length === 0 && <p class={css.none}>{own('nothing')}</p>}
        </section>
      </div>
      <div class={css.side}>
        <h3 class={css.chosenHead}>
          {own('chosen')} {value.departmentIds.length + value.userIds.length}
        </h3>
        <ul class={css.chips}>
          {value.departmentIds.map((id) => (
            <Chip
              key={id}
              name={departmentName(id)}
              remove={own('remove')}
              onRemove={() => onChange({ ...value, departmentIds: toggle(value.departmentIds, id) })}
            />
          ))}
          {value.userIds.map((id) => (
            <Chip
              key={id}
              name={nameOf(id)}
              remove={own('remove')}
              onRemove={() => onChange({ ...value, userIds: toggle(value.userIds, id) })}
            />
          ))}
        </ul>
        {value.departmentIds.length + value.userIds.length === 0 && <p class={css.none}>{own('none')}</p>}
      </div>
    </fieldset>
  );
}

function Chip({ name, remove, onRemove }: { name: string; remove: string; onRemove: () => void }): JSX.Element {
  return (
    <li class={css.chip}>
      {name}
      <button type="button" aria-label={`${remove} ${name}`} onClick={onRemove}>
        <Icon name="close" size={14} />
      </button>
    </li>
  );
}
