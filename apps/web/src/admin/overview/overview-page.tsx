import type { AppDetail, DoctorCheck } from '@hongyan/contract';
import type { ReactNode } from 'react';
import { numberText } from '../../i18n/dates.ts';
import { Button } from '../../ui/button.tsx';
import { Tag } from '../../ui/tag.tsx';
import { api } from '../api.ts';
import { DirectoryCard } from '../directory/directory-card.tsx';
import { sortChecks } from '../doctor/sort-checks.ts';
import { withEvents } from '../doctor/with-events.ts';
import { Card } from '../parts/card.tsx';
import { Facts } from '../parts/facts.tsx';
import { Fault } from '../parts/fault.tsx';
import { LoadingRows } from '../parts/loading.tsx';
import { moment } from '../parts/moment.ts';
import { Page } from '../parts/page.tsx';
import { go } from '../router.tsx';
import { useEvery, useLoad } from '../use-load.ts';
import { Figure } from './figure.tsx';
import { listTodos } from './list-todos.ts';
import s from './overview.module.css';
import { overviewText } from './overview-text.ts';
import { TodoCard } from './todo-card.tsx';

/** 概览: only what is known, and what needs a person. */
export function OverviewPage({ corpId }: { readonly corpId: string }) {
  const t = overviewText();
  const app = useLoad(`app ${corpId}`, (signal) => api.app(corpId, signal));
  const doctor = useLoad(`doctor ${corpId}`, (signal) => api.doctor(corpId, signal));
  const people = useLoad(`counts ${corpId}`, (signal) => api.members(corpId, { state: 'all' }, signal));
  const directory = useLoad(`directory ${corpId}`, (signal) => api.directory(corpId, signal));
  const parts = [app, doctor, people, directory];
  const reload = () => {
    for (const part of parts) part.reload();
  };
  useEvery(30_000, reload);
  const failure = parts.find((part) => part.failure)?.failure;
  const counts = people.value?.counts;
  const unknown = people.failure ? '–' : undefined;
  const checks = withEvents(doctor.value?.checks, app.value?.eventChannel);
  return (
    <Page
      title={t.title}
      beside={app.value ? <span>{t.at(moment(new Date().toISOString()))}</span> : null}
      acts={<Button onClick={() => go({ kind: 'app', corpId })}>{t.setup}</Button>}
    >
      <div className={s.stack}>
        {failure ? <Fault failure={failure} onRetry={reload} /> : null}
        <section className={s.strip} aria-label={t.title}>
          <Figure
            label={t.members}
            value={counts ? numberText(counts.all) : unknown}
            note={directory.value ? t.departments(numberText(directory.value.departments)) : undefined}
          />
          <Figure
            label={t.bound}
            value={counts ? numberText(counts.bound) : unknown}
            unit={counts ? t.ofMembers(numberText(counts.all)) : undefined}
            note={
              counts && counts.all > 0
                ? t.share(String(Math.floor((counts.bound / counts.all) * 100)), numberText(counts.unbound))
                : undefined
            }
          />
          <Figure
            label={t.trouble}
            value={counts ? numberText(counts.trouble) : unknown}
            unit={t.troubleUnit}
            tone={counts && counts.trouble > 0 ? 'danger' : undefined}
            note={counts ? (counts.trouble > 0 ? t.troubleSome : t.troubleNone) : undefined}
          />
          <DoctorFigure checks={checks} failed={doctor.failure !== undefined} />
        </section>
        <div className={s.columns}>
          {app.value ? (
            <TodoCard
              todos={listTodos({ app: app.value, checks, counts, directory: directory.value })}
              ready={parts.every((part) => part.value !== undefined)}
            />
          ) : (
            <Blank title={t.todo} failed={app.failure !== undefined} />
          )}
          <div className={s.stack}>
            <DirectoryCard corpId={corpId} onSynced={reload} />
            {app.value ? <Events app={app.value} /> : <Blank title={t.events} failed={app.failure !== undefined} />}
          </div>
        </div>
      </div>
    </Page>
  );
}

function DoctorFigure({
  checks,
  failed: away,
}: {
  readonly checks: readonly DoctorCheck[] | undefined;
  readonly failed: boolean;
}) {
  const t = overviewText();
  if (!checks) return <Figure label={t.doctor} value={away ? '–' : undefined} />;
  const { at, passed, failed } = sortChecks(checks);
  return (
    <Figure
      label={t.doctor}
      value={at ? numberText(passed.length) : '–'}
      unit={at ? t.doctorOf(numberText(checks.length)) : ''}
      note={at ? t.doctorAt(moment(at)) : t.doctorNever}
      tone={failed.length > 0 ? 'danger' : undefined}
    />
  );
}

function Events({ app }: { readonly app: AppDetail }) {
  const t = overviewText();
  const { eventChannel: channel } = app;
  const rows: { label: string; value: ReactNode }[] = [
    { label: t.lastSeen, value: channel.lastSeenAt ? moment(channel.lastSeenAt) : t.neverSeen },
  ];
  if (channel.mode === 'push') {
    rows.push({ label: t.lastCheck, value: channel.lastCheckAt ? moment(channel.lastCheckAt) : t.neverSeen });
    rows.push({
      label: t.refused,
      value:
        channel.refused > 0 ? (
          <>
            <Tag tone="danger">{t.times(numberText(channel.refused))}</Tag> {channel.lastRefusal}
          </>
        ) : (
          t.refusedNone
        ),
    });
  } else
    rows.push({
      label: t.streamState,
      value: `${channel.stream ? t.streamStates[channel.stream.state] : t.unknown}${channel.stream?.problem ? ` · ${channel.stream.problem}` : ''}`,
    });
  return (
    <Card title={t.events} note={t.eventsNote[channel.mode]}>
      <Facts rows={rows} />
    </Card>
  );
}

/** The place of a card that is on its way; what failed is said above, once. */
function Blank({ title, failed }: { readonly title: string; readonly failed: boolean }) {
  if (failed) return null;
  return (
    <Card title={title}>
      <LoadingRows rows={3} />
    </Card>
  );
}
