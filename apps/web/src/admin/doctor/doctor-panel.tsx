import type { DoctorCheck } from '@hongyan/contract';
import { useState } from 'react';
import { numberText } from '../../i18n/dates.ts';
import { language } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { down, okCircle, refresh, up } from '../../ui/icons.ts';
import { layout } from '../../ui/layout.ts';
import { Card } from '../parts/card.tsx';
import { Fault } from '../parts/fault.tsx';
import { LoadingRows } from '../parts/loading.tsx';
import { moment } from '../parts/moment.ts';
import { CheckLine } from './check-line.tsx';
import s from './doctor-panel.module.css';
import { doctorText } from './doctor-text.ts';
import { ReceiverDialog } from './receiver-dialog.tsx';
import { type SortedChecks, sortChecks } from './sort-checks.ts';
import type { Doctor } from './use-doctor.ts';

/** 体检: every check with its finding, what failed first; run again as a whole or one by one. */
export function DoctorPanel({ doctor, corpId }: { readonly doctor: Doctor; readonly corpId: string }) {
  const t = doctorText();
  const [asking, setAsking] = useState(false);
  const { checks, running } = doctor;
  const sorted = sortChecks(checks ?? []);
  return (
    <Card
      title={t.title}
      flush
      className={s.panel}
      note={
        running
          ? t.running(numberText(running.done), numberText(running.of))
          : sorted.at
            ? t.ranAt(moment(sorted.at), (sorted.ms / 1000).toFixed(1))
            : checks
              ? t.never
              : null
      }
      acts={
        <Button kind="soft" size="sm" icon={refresh} busy={running && t.busy} onClick={doctor.runAll}>
          {sorted.at ? t.run : t.first}
        </Button>
      }
    >
      {checks ? (
        <>
          <Summary sorted={sorted} />
          {doctor.failure ? (
            <div className={s.fault}>
              <Fault failure={doctor.failure} safe={t.stopped} onRetry={doctor.runAll} />
            </div>
          ) : null}
          <ul>
            {[...sorted.failed, ...sorted.warnings, ...sorted.notTested].map((check) => (
              <CheckLine
                key={check.id}
                check={check}
                running={running?.id === check.id}
                busy={running !== undefined}
                onAgain={() => doctor.runOne(check.id)}
                onReceiver={check.id === 'test_notice' && !doctor.receiver ? () => setAsking(true) : undefined}
              />
            ))}
          </ul>
          <Passed checks={sorted.passed} />
        </>
      ) : doctor.failure ? (
        <div className={s.fault}>
          <Fault failure={doctor.failure} onRetry={doctor.reload} />
        </div>
      ) : (
        <LoadingRows rows={6} />
      )}
      {asking ? (
        <ReceiverDialog
          corpId={corpId}
          onClose={() => setAsking(false)}
          onChoose={(userId) => {
            setAsking(false);
            doctor.sendTo(userId);
          }}
        />
      ) : null}
    </Card>
  );
}

function Summary({ sorted }: { readonly sorted: SortedChecks }) {
  const t = doctorText();
  const parts = [
    { name: 'passed', count: sorted.passed.length, words: t.passed },
    { name: 'warning', count: sorted.warnings.length, words: t.warnings },
    { name: 'failed', count: sorted.failed.length, words: t.failed },
    { name: 'open', count: sorted.notTested.length, words: t.notTested },
  ].filter((part) => part.count > 0 || part.name !== 'warning');
  return (
    <>
      <div className={s.bar} aria-hidden="true">
        {parts.map((part) =>
          part.count > 0 ? <i key={part.name} className={s[part.name]} style={{ flexGrow: part.count }} /> : null,
        )}
      </div>
      <p className={s.counts} role="status">
        {parts.map((part) => (
          <span key={part.name} className={part.count > 0 ? s[`${part.name}Words`] : s.none}>
            {part.words} <b>{numberText(part.count)}</b>
          </span>
        ))}
      </p>
    </>
  );
}

function Passed({ checks }: { readonly checks: readonly DoctorCheck[] }) {
  const t = doctorText();
  // Beside the steps there is room; above them the steps must not be pushed away.
  const folds = layout.value !== 'three';
  const [open, setOpen] = useState(false);
  if (checks.length === 0) return null;
  const shown = !folds || open;
  return (
    <>
      {folds ? (
        <button type="button" className={s.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon icon={open ? up : down} size={16} />
          {open ? t.hidePassed : t.showPassed(numberText(checks.length))}
        </button>
      ) : (
        <h3 className={s.group}>{t.passed}</h3>
      )}
      {shown ? (
        <ul>
          {checks.map((check) => (
            <li key={check.id} className={s.ok}>
              <Icon icon={okCircle} label={t.passed} />
              <span>{check.name[language.value]}</span>
              <span className={s.figure}>{check.finding?.[language.value]}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
