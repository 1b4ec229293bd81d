import type { DoctorCheck } from '@hongyan/contract';
import { language } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { warn } from '../../ui/icons.ts';
import { bad, notTested } from '../../ui/icons-console.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { OutLink } from '../parts/out-link.tsx';
import { Link } from '../router.tsx';
import { showStep } from '../setup/show-step.ts';
import s from './doctor-panel.module.css';
import { doctorText } from './doctor-text.ts';
import { isMail, stepOf } from './sort-checks.ts';

export interface CheckLineProps {
  readonly check: DoctorCheck;
  readonly running: boolean;
  /** Another check is running. */
  readonly busy: boolean;
  readonly onAgain: () => void;
  /** The test notice needs someone to go to. */
  readonly onReceiver?: (() => void) | undefined;
}

/** A check that did not pass: what was found, what to do, and the acts that help. */
export function CheckLine({ check, running, busy, onAgain, onReceiver }: CheckLineProps) {
  const t = doctorText();
  const name = check.name[language.value];
  const wrong = check.state === 'failed' || check.state === 'warning';
  const finding = check.finding?.[language.value];
  const advice = check.advice?.[language.value];
  const step = stepOf(check);
  return (
    <li className={cx(s.line, check.state === 'failed' && s.bad, check.state === 'warning' && s.attention)}>
      <Icon
        icon={check.state === 'failed' ? bad : check.state === 'warning' ? warn : notTested}
        label={check.state === 'failed' ? t.failed : check.state === 'warning' ? t.warnings : t.notTested}
      />
      <span className={wrong ? s.name : undefined}>{name}</span>
      {step ? (
        <button type="button" className={s.toStep} onClick={() => showStep(step)}>
          {t.step(step)}
        </button>
      ) : isMail(check) ? (
        <Link to={{ kind: 'mail' }} className={s.toStep}>
          {t.mailPage}
        </Link>
      ) : null}
      <div className={s.fix}>
        {running ? <p>{t.now}</p> : finding ? <p>{finding}</p> : null}
        {check.missing && check.missing.length > 0 ? <p className={s.missing}>{check.missing.join('、')}</p> : null}
        {advice ? <p>{advice}</p> : null}
        {check.detail ? <p className={s.detail}>{check.detail}</p> : null}
        {wrong || check.at || onReceiver ? (
          <div className={s.go}>
            {check.copy ? (
              <CopyButton of={check.copy} text={check.copy} words={t.copyValue(check.copy)} framed />
            ) : null}
            {check.link ? (
              <OutLink href={check.link} framed label={t.openOf(name)}>
                {t.openPage}
              </OutLink>
            ) : null}
            {onReceiver ? (
              <Button size="sm" disabled={busy} onClick={onReceiver}>
                {t.sendTo}
              </Button>
            ) : (
              <Button
                size="sm"
                label={t.againOf(name)}
                busy={running && t.again}
                disabled={busy && !running}
                onClick={onAgain}
              >
                {t.again}
              </Button>
            )}
          </div>
        ) : null}
      </div>
    </li>
  );
}
