import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { EmulatorDepartment } from '../../../src/model.ts';
import { useText } from '../i18n.ts';
import { useWords } from '../i18n-words.ts';
import { Icon } from '../ui/icon.tsx';
import css from './contacts.module.css';
import { words } from './words.ts';

/** The departments as a tree; only open branches are drawn, so that a thousand of them cost nothing. */
export function DepartmentTree(props: {
  departments: readonly EmulatorDepartment[];
  chosen: number;
  onChoose: (id: number) => void;
}): JSX.Element {
  const say = useText();
  const text = useWords(words);
  const [open, setOpen] = useState<ReadonlySet<number>>(() => new Set([1]));
  const children = useMemo(() => {
    const map = new Map<number, EmulatorDepartment[]>();
    for (const one of props.departments) {
      if (one.parentId === undefined) continue;
      const list = map.get(one.parentId);
      if (list) list.push(one);
      else map.set(one.parentId, [one]);
    }
    return map;
  }, [props.departments]);
  const branch = (department: EmulatorDepartment, depth: number): JSX.Element => {
    const below = children.get(department.id) ?? [];
    const unfolded = open.has(department.id);
    return (
      <li key={department.id}>
        <div class={css.line} data-chosen={department.id === props.chosen} style={{ paddingLeft: `${depth * 16}px` }}>
          {below.length > 0 ? (
            <button
              type="button"
              class={css.fold}
              aria-expanded={unfolded}
              aria-label={`${say(unfolded ? 'foldIn' : 'foldOut')} ${department.name}`}
              onClick={() => {
                const next = new Set(open);
                if (unfolded) next.delete(department.id);
                else next.add(department.id);
                setOpen(next);
              }}
            >
              <Icon name={unfolded ? 'down' : 'right'} size={16} />
            </button>
          ) : (
            <span class={css.fold} />
          )}
          <button
            type="button"
            class={css.dept}
            aria-current={department.id === props.chosen ? 'true' : undefined}
            onClick={() => props.onChoose(department.id)}
          >
            {department.name}
          </button>
        </div>
        {unfolded && below.length > 0 && <ul>{below.map((one) => branch(one, depth + 1))}</ul>}
      </li>
    );
  };
  return (
    <nav class={css.tree} aria-label={text('departments')}>
      <h3>{text('departments')}</h3>
      <ul class={css.branches}>
        {props.departments.filter(({ parentId }) => parentId === undefined).map((root) => branch(root, 0))}
      </ul>
    </nav>
  );
}
