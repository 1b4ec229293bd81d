import type { AuditEntry } from '@hongyan/contract';
import { useState } from 'react';
import { fullTime } from '../../i18n/dates.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { isPhone } from '../../ui/layout.ts';
import { Tag } from '../../ui/tag.tsx';
import { Fault } from '../parts/fault.tsx';
import { LoadingRows } from '../parts/loading.tsx';
import { moment } from '../parts/moment.ts';
import { Page } from '../parts/page.tsx';
import { Segments } from '../parts/segments.tsx';
import table from '../parts/table.module.css';
import { session } from '../session.ts';
import { actWords, detailWords, targetWords } from './act-words.ts';
import s from './audit.module.css';
import { auditText } from './audit-text.ts';
import { useAudit } from './use-audit.ts';

/** What was done, by whom, from where. */
export function AuditPage({ corpId }: { readonly corpId: string }) {
  const t = auditText();
  const [scope, setScope] = useState<'mine' | 'all'>('mine');
  const operator = session.value?.who.kind === 'operator';
  const { entries, failure, loading, more, reload } = useAudit(scope === 'all' ? undefined : corpId);
  return (
    <Page
      title={t.title}
      beside={<span>{t.lead}</span>}
      acts={
        operator ? (
          <Segments
            label={t.scope}
            choices={[
              { id: 'mine', label: t.mine },
              { id: 'all', label: t.all },
            ]}
            current={scope}
            onChoose={setScope}
          />
        ) : undefined
      }
    >
      <section className={s.card} aria-label={t.title}>
        {failure ? (
          <div className={s.fault}>
            <Fault failure={failure} safe={t.safe} onRetry={reload} />
          </div>
        ) : null}
        {entries ? (
          entries.length > 0 ? (
            <>
              {isPhone.value ? <List entries={entries} /> : <Table entries={entries} />}
              <div className={s.foot} role="status">
                {more ? (
                  <Button size="sm" busy={loading && t.moreLoading} onClick={more}>
                    {t.more}
                  </Button>
                ) : (
                  t.end
                )}
              </div>
            </>
          ) : (
            <EmptyState title={t.empty} text={t.emptyText} />
          )
        ) : failure ? null : (
          <LoadingRows rows={8} />
        )}
      </section>
    </Page>
  );
}

function Table({ entries }: { readonly entries: readonly AuditEntry[] }) {
  const { columns } = auditText();
  return (
    <div className={table.frame}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{columns.at}</th>
            <th scope="col">{columns.actor}</th>
            <th scope="col">{columns.act}</th>
            <th scope="col">{columns.target}</th>
            <th scope="col">{columns.detail}</th>
            <th scope="col">{columns.outcome}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id}>
              <td className={s.time}>
                <Time at={entry.at} />
              </td>
              <td>
                <Actor entry={entry} />
              </td>
              <td>{actWords(entry)}</td>
              <td className={s.wrap} title={entry.target}>
                {targetWords(entry)}
              </td>
              <td className={s.detail}>{detailWords(entry)}</td>
              <td>
                <Outcome entry={entry} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function List({ entries }: { readonly entries: readonly AuditEntry[] }) {
  return (
    <ul>
      {entries.map((entry) => (
        <li key={entry.id} className={s.item}>
          <p className={s.act}>
            {actWords(entry)}{' '}
            {entry.target ? (
              <span className={s.wrap} title={entry.target}>
                {targetWords(entry)}
              </span>
            ) : null}
            {entry.outcome === 'refused' ? <Outcome entry={entry} /> : null}
          </p>
          <p className={s.detail}>{detailWords(entry)}</p>
          <p className={s.sub}>
            <Time at={entry.at} /> · <Actor entry={entry} />
          </p>
        </li>
      ))}
    </ul>
  );
}

const Time = ({ at }: { readonly at: string }) => (
  <time dateTime={at} title={fullTime(new Date(at))}>
    {moment(at)}
  </time>
);

function Actor({ entry }: { readonly entry: AuditEntry }) {
  const { actors } = auditText();
  const { actor } = entry;
  const name = actor.name ?? actor.userId;
  return (
    <span>
      {name ? `${name} ` : actors[actor.kind]}
      {actor.address ? <span className={s.sub}> {actor.address}</span> : null}
    </span>
  );
}

function Outcome({ entry }: { readonly entry: AuditEntry }) {
  const t = auditText();
  return entry.outcome === 'refused' ? <Tag tone="danger">{t.refused}</Tag> : <span>{t.done}</span>;
}
