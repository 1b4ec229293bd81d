import type { MemberFilter } from '@hongyan/contract';
import { useState } from 'react';
import { numberText } from '../../i18n/dates.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { search } from '../../ui/icons.ts';
import { isPhone } from '../../ui/layout.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { DirectoryCard } from '../directory/directory-card.tsx';
import { Fault } from '../parts/fault.tsx';
import { LoadingRows } from '../parts/loading.tsx';
import { Page } from '../parts/page.tsx';
import { useLater } from '../parts/use-later.ts';
import { MemberList } from './member-list.tsx';
import { MemberTable } from './member-table.tsx';
import s from './members.module.css';
import { membersText } from './members-text.ts';
import { useMembers } from './use-members.ts';

const filters: readonly MemberFilter[] = ['all', 'bound', 'unbound', 'trouble', 'left'];

/** Who is in the directory, what they have bound, and how it goes. */
export function MembersPage({ corpId }: { readonly corpId: string }) {
  const t = membersText();
  const [typed, setTyped] = useState('');
  const [filter, setFilter] = useState<MemberFilter>('all');
  const q = useLater(typed.trim());
  const { rows, counts, failure, loading, more, reload } = useMembers(corpId, q, filter);
  const Rows = isPhone.value ? MemberList : MemberTable;
  return (
    <Page title={t.title}>
      <DirectoryCard corpId={corpId} onSynced={reload} />
      <section className={s.card} aria-label={t.title}>
        <div className={s.tools}>
          <Tabs
            label={t.filter}
            tabs={filters.map((id) => ({
              id,
              label: `${t.filters[id]}${counts ? ` ${numberText(counts[id])}` : ''}`,
            }))}
            current={filter}
            onChange={setFilter}
          />
          <label className={s.search}>
            <Icon icon={search} size={18} />
            <span className="sr">{t.search}</span>
            <input
              type="search"
              value={typed}
              placeholder={t.searchHint}
              onInput={(event) => setTyped((event.target as HTMLInputElement).value)}
            />
          </label>
        </div>
        {failure ? (
          <div className={s.fault}>
            <Fault failure={failure} safe={t.safe} onRetry={reload} />
          </div>
        ) : null}
        {rows ? (
          rows.length > 0 ? (
            <>
              <Rows corpId={corpId} rows={rows} onChange={reload} />
              <div className={s.foot} role="status">
                {t.shown(numberText(rows.length))}
                {more ? (
                  <Button size="sm" busy={loading && t.moreLoading} onClick={more}>
                    {t.more}
                  </Button>
                ) : null}
              </div>
            </>
          ) : (
            <EmptyState
              title={q ? t.emptySearch(q) : filter === 'all' ? t.emptyAll : t.emptyFilter}
              text={q ? t.emptySearchText : filter === 'all' ? t.emptyAllText : undefined}
              act={
                q || filter !== 'all' ? (
                  <Button
                    kind="soft"
                    onClick={() => {
                      setTyped('');
                      setFilter('all');
                    }}
                  >
                    {t.clear}
                  </Button>
                ) : null
              }
            />
          )
        ) : failure ? null : (
          <LoadingRows rows={6} />
        )}
      </section>
    </Page>
  );
}
