import { monthText } from '../../i18n/dates.ts';
import { mailText } from '../mail-text.ts';
import s from './day-head.module.css';
import type { Span } from './days.ts';

/** The day above a group of mails. */
export function DayHead({ span, now }: { readonly span: Span; readonly now: Date }) {
  return <h2 className={s.day}>{span.kind === 'month' ? monthText(span.date, now) : mailText()[span.kind]}</h2>;
}
