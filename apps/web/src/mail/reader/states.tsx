import type { Failure } from '../../api/answer.ts';
import { language } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Bar, Square, useLate } from '../../ui/skeleton.tsx';
import { isGone } from './details.ts';
import { readerText } from './reader-text.ts';
import s from './states.module.css';

/** The shape of a mail before it is there; nothing at all for the first moment. */
export function ReaderSkeleton() {
  const t = readerText();
  if (!useLate()) return <div className={s.wait} aria-busy="true" />;
  return (
    <div className={s.skeleton} role="status" aria-busy="true" aria-label={t.loading}>
      <Bar width="62%" height={20} />
      <div className={s.person}>
        <Square />
        <div className={s.lines}>
          <Bar width="128px" height={14} />
          <Bar width="200px" />
        </div>
      </div>
      {['96%', '88%', '93%', '54%', '80%', '38%'].map((width, index) => (
        <Bar key={index} width={width} height={14} />
      ))}
    </div>
  );
}

/** Why a mail is not shown, and what to do. */
export function ReaderFailure(props: { failure: Failure; onRetry: () => void; onClose: () => void }) {
  const { failure, onRetry, onClose } = props;
  const t = readerText();
  if (isGone(failure)) {
    return (
      <EmptyState
        title={t.gone}
        text={t.goneText}
        act={
          <Button kind="soft" onClick={onClose}>
            {t.backToList}
          </Button>
        }
      />
    );
  }
  const offline = failure.code === 'web.offline';
  return (
    <EmptyState
      title={offline ? t.offline : t.failed}
      text={offline ? t.offlineText : failure.what[language.value]}
      act={
        <Button kind="soft" onClick={onRetry}>
          {t.retry}
        </Button>
      }
      detail={failure.detail ?? failure.requestId}
    />
  );
}
