import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { FullState } from '../../../src/client-api/state.ts';
import { useText } from '../i18n.ts';
import { goTo, type Place } from '../place.ts';
import page from '../ui/page.module.css';
import css from './contacts.module.css';
import { DepartmentTree } from './department-tree.tsx';
import { PeopleTable } from './people-table.tsx';
import { SentEvents } from './sent-events.tsx';
import { useChanges } from './use-changes.ts';

/** 通讯录管理: departments and people, each change with the event that it sent and where that went. */
export function Contacts({ place, state, version }: { place: Place; state: FullState; version: number }): JSX.Element {
  const say = useText();
  const changes = useChanges(state);
  const wanted = Number(place.rest[0] ?? 1);
  const department = state.departments.find(({ id }) => id === wanted) ?? state.departments.find(({ id }) => id === 1);
  const [shown, setShown] = useState(true);
  return (
    <main class={page.page} aria-label={say('organisation')}>
      <header class={page.head}>
        <h2>{say('organisation')}</h2>
        <span class={page.sub}>{state.company.name}</span>
      </header>
      <div class={css.contacts}>
        <DepartmentTree
          departments={state.departments}
          chosen={department?.id ?? 1}
          onChoose={(id) => goTo('contacts', String(id))}
        />
        <PeopleTable
          key={department?.id}
          state={state}
          department={department ?? { id: 1, name: state.company.name }}
          version={version}
          changes={changes}
        />
      </div>
      <SentEvents state={state} changes={changes.list} open={shown} onOpen={setShown} />
    </main>
  );
}
