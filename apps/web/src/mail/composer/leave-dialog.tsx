import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { composeText } from './compose-text.ts';

/** Three ways out of a letter that was not sent. */
export function LeaveDialog(props: { onKeep: () => void; onDiscard: () => void; onStay: () => void }) {
  const t = composeText();
  return (
    <Dialog
      title={t.keepTitle}
      onClose={props.onStay}
      actions={
        <>
          <Button onClick={props.onDiscard}>{t.discard}</Button>
          <Button onClick={props.onStay}>{t.goOn}</Button>
          <Button kind="primary" onClick={props.onKeep}>
            {t.keep}
          </Button>
        </>
      }
    >
      {t.keepText}
    </Dialog>
  );
}
