import type { Failure } from '../../api/answer.ts';
import { language } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { warn, wifiOff } from '../../ui/icons.ts';
import s from './fault.module.css';
import { partsText } from './parts-text.ts';

/** What did not happen, what is safe, what to press; the cause small, for whoever helps. */
export function Fault(props: {
  readonly failure: Failure;
  readonly onRetry?: (() => void) | undefined;
  /** What is safe; by default: everything that was saved. */
  readonly safe?: string | undefined;
}) {
  const t = partsText();
  const { failure } = props;
  // Where the fields say what is wrong, the detail would only say it again.
  const notes = [
    failure.fields ? undefined : failure.detail,
    failure.code,
    failure.requestId ? t.reference(failure.requestId) : undefined,
  ];
  return (
    <div className={s.fault} role="alert">
      <Icon icon={failure.code === 'web.offline' ? wifiOff : warn} />
      <div className={s.words}>
        <p className={s.what}>{failure.what[language.value]}</p>
        <p>{props.safe ?? t.safe}</p>
        <p className={s.notes}>{notes.filter(Boolean).join(' · ')}</p>
        {props.onRetry ? (
          <Button size="sm" onClick={props.onRetry}>
            {t.retry}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
