import { numberText } from '../../i18n/dates.ts';
import { language } from '../../i18n/language.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { warn } from '../../ui/icons.ts';
import { bad } from '../../ui/icons-console.ts';
import { Card } from '../parts/card.tsx';
import { LoadingRows } from '../parts/loading.tsx';
import { Link } from '../router.tsx';
import type { Todo } from './list-todos.ts';
import s from './overview.module.css';
import { overviewText } from './overview-text.ts';

/** What needs a person: the cause, how far it reaches, where it is mended. */
export function TodoCard({ todos, ready }: { readonly todos: readonly Todo[]; readonly ready: boolean }) {
  const t = overviewText();
  return (
    <Card title={t.todo} note={todos.length > 0 ? numberText(todos.length) : null} flush>
      {todos.length > 0 ? (
        <ul>
          {todos.map((todo) => {
            const { what, extent, advice } = wordsOf(todo);
            const grave = todo.kind === 'paused' || todo.check?.state === 'failed' || todo.kind === 'refused';
            return (
              <li key={`${todo.kind} ${todo.check?.id ?? ''}`} className={s.todo}>
                <Icon icon={grave ? bad : warn} className={grave ? s.danger : s.warn} />
                <span className={s.words}>
                  <span>{what}</span>
                  {advice ? <span className={s.advice}>{advice}</span> : null}
                </span>
                <span className={s.extent}>{extent}</span>
                <Link to={todo.to} className={s.open}>
                  {t.open}
                  <span className="sr"> {what}</span>
                </Link>
              </li>
            );
          })}
        </ul>
      ) : ready ? (
        <EmptyState title={t.todoNone} text={t.todoNoneText} />
      ) : (
        <LoadingRows rows={3} />
      )}
    </Card>
  );
}

function wordsOf(todo: Todo): {
  readonly what: string;
  readonly extent?: string | undefined;
  readonly advice?: string | undefined;
} {
  const t = overviewText();
  const people = todo.count === undefined ? undefined : t.people(numberText(todo.count));
  switch (todo.kind) {
    case 'paused':
      return { what: t.paused, extent: t.pausedExtent };
    case 'check':
      return {
        what: t.doctorOn(todo.check?.name[language.value] ?? ''),
        advice: (todo.check?.finding ?? todo.check?.advice)?.[language.value],
      };
    case 'receiving':
      return { what: t.receiving, extent: people, advice: t.troubleSome };
    case 'missing':
      return { what: t.missing, extent: people };
    case 'problem':
      return { what: t.problem };
    case 'refused':
      return { what: t.refusedPushes, extent: t.times(numberText(todo.count ?? 0)) };
    case 'run_doctor':
      return { what: t.runDoctor };
  }
}
