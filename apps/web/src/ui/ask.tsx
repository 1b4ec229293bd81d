import { signal } from '@preact/signals';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { uiText } from './text.ts';

export interface Question {
  /** The question as a title. */
  readonly title: string;
  /** The consequence as text. */
  readonly text?: string;
  /** The verb on the button that goes on. */
  readonly yes: string;
  readonly no?: string;
  readonly danger?: boolean;
}

const open = signal<{ readonly question: Question; readonly answer: (yes: boolean) => void } | undefined>(undefined);

/** Asks before what cannot be undone or leaves the company; everything else gets an undo instead. */
export function ask(question: Question): Promise<boolean> {
  open.value?.answer(false);
  return new Promise((resolve) => {
    open.value = {
      question,
      answer: (yes) => {
        open.value = undefined;
        resolve(yes);
      },
    };
  });
}

/** Where questions appear; mounted once, by the app. */
export function Asking() {
  const current = open.value;
  if (!current) return null;
  const { question, answer } = current;
  return (
    <Dialog
      title={question.title}
      onClose={() => answer(false)}
      actions={
        <>
          <Button onClick={() => answer(false)}>{question.no ?? uiText().cancel}</Button>
          <Button kind={question.danger ? 'danger' : 'primary'} onClick={() => answer(true)}>
            {question.yes}
          </Button>
        </>
      }
    >
      {question.text}
    </Dialog>
  );
}
