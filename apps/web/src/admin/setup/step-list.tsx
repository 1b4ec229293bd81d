import { developerConsole } from '../addresses.ts';
import { OutLink } from '../parts/out-link.tsx';
import { ValueRow } from '../parts/value-row.tsx';
import { EventStep } from './event-step.tsx';
import { PermissionStep } from './permission-step.tsx';
import s from './setup-page.module.css';
import { setupText } from './setup-text.ts';
import { Step } from './step.tsx';
import type { StepProps } from './step-props.ts';

/** The seven steps of the vendor guide, named as the menus of DingTalk's developer console. */
export function StepList({ app, checks, onChange }: StepProps) {
  const t = setupText();
  const { values } = app;
  // An address that DingTalk has refused is one that it saw: behind a NAT that is the only way to know it.
  const asked = checks.find((one) => one.id === 'egress_ip');
  const egress = [...new Set([...values.egressIps, ...(asked?.copy ? [asked.copy] : [])])];
  return (
    <section className={s.steps} aria-label={t.steps}>
      <p className={s.lead}>
        {t.stepsLead} <OutLink href={developerConsole}>{t.developer}</OutLink>
      </p>
      <ol>
        <Step number={1} title={t.step1} checks={checks} note={t.credentialsLine(app.appKey, String(app.agentId))} />
        <Step number={2} title={t.step2} checks={checks} where={t.step2Where}>
          <ValueRow label={t.home} value={values.homeUrl} />
          <ValueRow label={t.pcHome} value={values.pcHomeUrl} />
        </Step>
        <Step number={3} title={t.step3} checks={checks}>
          {egress.length > 0 ? (
            <ValueRow label={t.egress} value={egress.join(', ')} copied={egress.join(',')} />
          ) : (
            <p className={s.unknown}>
              <b>{t.egress}</b> {asked?.state === 'passed' ? t.egressFine : t.egressUnknown}
            </p>
          )}
          <ValueRow label={t.redirect} value={values.redirectUrl} />
        </Step>
        <PermissionStep app={app} checks={checks} />
        <EventStep app={app} checks={checks} onChange={onChange} />
        <Step number={6} title={t.step6} checks={checks} where={t.step6Where} note={t.step6Note}>
          <ul className={s.chips}>
            {values.events.map((event) => (
              <li key={event.type} className={s.chip}>
                {event.name} <code className={s.code}>{event.type}</code>
              </li>
            ))}
          </ul>
        </Step>
        <Step number={7} title={t.step7} checks={checks} where={t.step7Where} note={t.step7Note} />
      </ol>
    </section>
  );
}
