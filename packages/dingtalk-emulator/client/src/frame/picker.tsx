import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Chosen, Dialog, PickOptions } from '../../../src/container/types.ts';
import { useText } from '../i18n.ts';
import { useWords } from '../i18n-words.ts';
import { useDepartments } from '../people/departments.ts';
import { usePeople } from '../people/people-search.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { SearchField } from '../ui/search-field.tsx';
import css from './picker.module.css';

const words = {
  title: ['选择', 'Choose'],
  find: ['搜索', 'Search'],
  done: ['确定', 'OK'],
  nothing: ['没有找到', 'Nothing found'],
  limit: ['最多选', 'At most'],
} as const;
const shown = 100;

/** DingTalk's own picker over the page: people and departments of the organisation, or the page's own list. */
export function Picker({ dialog, onChosen }: { dialog: Dialog; onChosen: (chosen: Chosen) => void }): JSX.Element {
  const say = useText();
  const own = useWords(words);
  const options = dialog.pick;
  const departments = useDepartments();
  const [wanted, setWanted] = useState('');
  const [users, setUsers] = useState<readonly string[]>([
    ...new Set([...(options?.pickedUsers ?? []), ...(options?.requiredUsers ?? [])]),
  ]);
  const [places, setPlaces] = useState<readonly number[]>([
    ...new Set([...(options?.pickedDepartments ?? []), ...(options?.requiredDepartments ?? [])]),
  ]);
  const [ids, setIds] = useState<readonly string[]>([]);
  const [full, setFull] = useState(false);
  const found = usePeople({ q: wanted, limit: options?.people ? shown : 1 });
  const sought = wanted.trim().toLowerCase();
  const count = users.length + places.length + ids.length;
  const multiple = options?.multiple ?? false;
  const max = multiple ? (options?.max ?? Number.POSITIVE_INFINITY) : 1;

  function toggle<T>(list: readonly T[], one: T, set: (next: readonly T[]) => void) {
    setFull(false);
    if (list.includes(one)) return set(list.filter((other) => other !== one));
    if (!multiple) {
      setUsers([]);
      setPlaces([]);
      setIds([]);
      return set([one]);
    }
    if (count >= max) return setFull(true);
    set([...list, one]);
  }

  return (
    <div class={css.picker} role="dialog" aria-modal="true" aria-label={dialog.title || own('title')}>
      <header class={css.head}>
        <Button kind="ghost" onClick={() => onChosen('cancelled')}>
          {say('cancel')}
        </Button>
        <h3>{dialog.title || own('title')}</h3>
        <Button
          kind="primary"
          disabled={count === 0}
          onClick={() => onChosen(dialog.form === 'list' ? { ids } : { users, departments: places })}
        >
          {own('done')}
          {multiple && count > 0 ? ` ${count}` : ''}
        </Button>
      </header>
      <div class={css.search}>
        <SearchField label={own('find')} value={wanted} onInput={setWanted} autofocus />
      </div>
      {full && (
        <p class={css.full} role="alert">
          {options?.limitTips || `${own('limit')} ${max}`}
        </p>
      )}
      <ul class={css.list}>
        {dialog.form === 'list' &&
          dialog.choices
            ?.filter(({ label, detail }) => `${label} ${detail}`.toLowerCase().includes(sought))
            .map(({ id, label, detail }) => (
              <Row
                key={id}
                name={label}
                detail={detail}
                on={ids.includes(id)}
                onPress={() => toggle(ids, id, setIds)}
              />
            ))}
        {options?.departments &&
          departments
            .filter(({ name }) => name.toLowerCase().includes(sought))
            .slice(0, shown)
            .map(({ id, name }) => (
              <Row
                key={id}
                name={name}
                icon
                on={places.includes(id)}
                still={isStill(options, id)}
                onPress={() => toggle(places, id, setPlaces)}
              />
            ))}
        {options?.people &&
          found?.people.map(({ userId, name, title, address }) => (
            <Row
              key={userId}
              name={name}
              detail={title}
              person={{ userId, address }}
              on={users.includes(userId)}
              still={isStill(options, userId)}
              onPress={() => toggle(users, userId, setUsers)}
            />
          ))}
      </ul>
    </div>
  );
}

/** May this one not be changed? */
const isStill = (options: PickOptions, id: string | number): boolean =>
  typeof id === 'number'
    ? options.disabledDepartments.includes(id) || options.requiredDepartments.includes(id)
    : options.disabledUsers.includes(id) || options.requiredUsers.includes(id);

function Row(props: {
  name: string;
  detail?: string;
  person?: { userId: string; address: string | undefined };
  icon?: boolean;
  on: boolean;
  still?: boolean;
  onPress: () => void;
}): JSX.Element {
  return (
    <li>
      <button type="button" class={css.row} aria-pressed={props.on} disabled={props.still} onClick={props.onPress}>
        <span class={css.mark}>{props.on && <Icon name="check" size={16} />}</span>
        {props.person && (
          <Avatar name={props.name} userId={props.person.userId} address={props.person.address} size={32} />
        )}
        {props.icon && <Icon name="building" />}
        <span class={css.words}>
          <span>{props.name}</span>
          {props.detail && <small>{props.detail}</small>}
        </span>
      </button>
    </li>
  );
}
