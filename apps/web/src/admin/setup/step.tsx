import type { DoctorCheck } from '@hongyan/contract';
import type { ReactNode } from 'react';
import { numberText } from '../../i18n/dates.ts';
import { language } from '../../i18n/language.ts';
import { cx } from '../../ui/cx.ts';
import { Tag } from '../../ui/tag.tsx';
import { stepOf, stepVerdict, type Verdict } from '../doctor/sort-checks.ts';
import { OutLink } from '../parts/out-link.tsx';
import s from './setup-page.module.css';
import { setupText } from './setup-text.ts';
import { stepId } from './show-step.ts';

export interface StepFrame {
  readonly number: number;
  readonly title: string;
  readonly checks: readonly DoctorCheck[];
  /** Where in DingTalk's console it is done. */
  readonly where?: string;
  readonly note?: string;
  /** Says more than the verdict would; replaces its tag. */
  readonly tag?: ReactNode;
  /** Where the doctor has no say or another one counts. */
  readonly verdict?: Verdict;
  readonly beside?: ReactNode;
  readonly children?: ReactNode;
}

/** One step of the set-up: its number in the colour of the verdict, and the word for it. */
export function Step(props: StepFrame) {
  const t = setupText();
  const verdict = props.verdict ?? stepVerdict(props.number, props.checks);
  const own = props.checks.filter((one) => stepOf(one) === props.number);
  const wrong = own.filter((one) => one.state === 'failed');
  const link = [...wrong, ...own.filter((one) => one.state === 'warning')].find((one) => one.link)?.link;
  const tag =
    props.tag ??
    (verdict === 'passed' ? (
      <Tag tone="ok">{t.passed}</Tag>
    ) : verdict === 'failed' ? (
      <Tag tone="danger">{t.failed(numberText(wrong.length))}</Tag>
    ) : verdict === 'warning' ? (
      <Tag tone="warn">{t.attention}</Tag>
    ) : null);
  return (
    <li id={stepId(props.number)} tabIndex={-1} className={cx(s.step, s[verdict])}>
      <span className={s.number} aria-hidden="true">
        {props.number}
      </span>
      <div className={s.stepHead}>
        <h2 className={s.stepTitle}>{props.title}</h2>
        {props.beside}
        {tag}
        {props.note ? <span className={s.note}>{props.note}</span> : null}
        {link ? (
          <span className={s.link}>
            <OutLink href={link} label={`${t.developer}: ${props.title}`}>
              {t.developer}
            </OutLink>
          </span>
        ) : null}
      </div>
      <div className={s.stepBody}>
        {props.where ? (
          <p className={s.where} lang={language.value === 'en' ? 'zh-CN' : undefined}>
            {props.where}
          </p>
        ) : null}
        {props.children}
      </div>
    </li>
  );
}
