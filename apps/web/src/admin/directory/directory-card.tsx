import type { DirectoryState } from '@hongyan/contract';
import { useEffect, useRef, useState } from 'react';
import { numberText } from '../../i18n/dates.ts';
import { language } from '../../i18n/language.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { refresh } from '../../ui/icons.ts';
import { showSnack } from '../../ui/snackbar.tsx';
import { api } from '../api.ts';
import { Card } from '../parts/card.tsx';
import { Fault } from '../parts/fault.tsx';
import { LoadingRows } from '../parts/loading.tsx';
import { moment } from '../parts/moment.ts';
import { Progress } from '../parts/progress.tsx';
import { go } from '../router.tsx';
import { useEvery, useLoad } from '../use-load.ts';
import s from './directory-card.module.css';
import { directoryText } from './directory-text.ts';

/** Our copy of the directory: how old it is, what runs, what DingTalk leaves out. */
export function DirectoryCard({ corpId, onSynced }: { readonly corpId: string; readonly onSynced?: () => void }) {
  const t = directoryText();
  const { value, failure, reload } = useLoad(`directory ${corpId}`, (signal) => api.directory(corpId, signal));
  const [busy, setBusy] = useState(false);
  const running = value?.running;
  useEvery(running ? 1500 : 30_000, reload);

  const was = useRef(false);
  useEffect(() => {
    if (was.current && !running) onSynced?.();
    was.current = running !== undefined;
  }, [running, onSynced]);

  async function sync(): Promise<void> {
    setBusy(true);
    const answer = await api.syncDirectory(corpId);
    setBusy(false);
    // One that runs already is what was asked for.
    if (answer.ok || answer.failure.status === 409) reload();
    else showSnack({ text: answer.failure.what[language.value] });
  }

  const last = value?.last;
  return (
    <Card
      title={t.title}
      note={value ? t.totals(numberText(value.members), numberText(value.departments)) : null}
      acts={
        <Button
          size="sm"
          kind="soft"
          icon={refresh}
          busy={(busy || running !== undefined) && t.syncing}
          onClick={() => void sync()}
        >
          {t.sync}
        </Button>
      }
    >
      {failure ? <Fault failure={failure} safe={t.safe} onRetry={reload} /> : null}
      {value ? (
        <div className={s.body}>
          {running ? (
            <Progress
              label={t.syncing}
              done={running.departmentsDone}
              of={running.departmentsFound}
              words={`${t.progress(numberText(running.departmentsDone), numberText(running.departmentsFound), numberText(running.members))} · ${t.since(moment(running.startedAt))}`}
            />
          ) : null}
          {last?.problem ? (
            <Banner tone="danger">
              <b>{t.problem(moment(last.finishedAt))}</b>
              <p>
                {last.problem[language.value]} {t.safe}
              </p>
            </Banner>
          ) : null}
          {last ? (
            <p className={s.facts}>
              <span>
                {last.kind === 'full' ? t.lastFull(moment(last.finishedAt)) : t.lastNightly(moment(last.finishedAt))}
              </span>
              <span>{t.changes(numberText(last.added), numberText(last.changed), numberText(last.left))}</span>
              {value.nextAt ? <span>{t.next(moment(value.nextAt))}</span> : null}
            </p>
          ) : running ? null : (
            <p className={s.facts}>{t.never}</p>
          )}
          <Missing fields={value.missingFields} corpId={corpId} />
        </div>
      ) : failure ? null : (
        <LoadingRows rows={2} />
      )}
    </Card>
  );
}

/**
 * Without addresses nobody is matched to a mailbox. Mobile numbers may be kept back for want of a permission; a job number
 * needs none (dingtalk-api.md §5.7), so that where nobody has one it was not filled in.
 */
function Missing({ fields, corpId }: { readonly fields: DirectoryState['missingFields']; readonly corpId: string }) {
  const t = directoryText();
  return (
    <>
      {fields.includes('email') ? (
        <Banner tone="warn" act={{ label: t.toSetup, run: () => go({ kind: 'app', corpId }) }}>
          <b>{t.missing}</b>
          <p>{t.missingText}</p>
        </Banner>
      ) : null}
      {fields.includes('mobile') ? <p className={s.facts}>{t.missingMobile}</p> : null}
      {fields.includes('jobNumber') ? <p className={s.facts}>{t.missingJobNumber}</p> : null}
    </>
  );
}
