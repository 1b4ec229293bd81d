import { type RefObject, useState } from 'react';
import { language } from '../../i18n/language.ts';
import { ask } from '../../ui/ask.tsx';
import type { ComposeStart } from '../compose-start.ts';
import { compose } from '../view.ts';
import { newSendId } from './begin.ts';
import { composeText } from './compose-text.ts';
import type { Drafts } from './drafts.ts';
import type { Editor } from './editor.ts';
import { mentionsAttachment } from './forgotten.ts';
import { allOf } from './recipients.ts';
import { sendLetter } from './send-letter.ts';
import type { Letter } from './use-letter.ts';

/** Sending: what holds it up, what it is doing. */
export interface Sending {
  readonly busy: string | undefined;
  /** Why it did not go, said in the letter. */
  readonly problem: { readonly text: string; readonly detail?: string | undefined } | undefined;
  send(): Promise<void>;
}

export function useSend(context: {
  readonly start: ComposeStart;
  readonly letter: Letter;
  readonly drafts: Drafts;
  readonly editor: RefObject<Editor | undefined>;
  readonly subject: RefObject<HTMLInputElement | null>;
  readonly onAttach: () => void;
  readonly onSent: () => void;
}): Sending {
  const { start, letter, drafts, editor } = context;
  const [busy, setBusy] = useState<string | undefined>();
  const [problem, setProblem] = useState<Sending['problem']>();

  /** What a person is asked before it goes; false holds the letter back. */
  async function confirm(): Promise<boolean> {
    const t = composeText();
    const { subject, partIds } = letter.fields;
    if (subject.trim() === '') {
      const goesOn = await ask({
        title: t.noSubjectTitle,
        text: t.noSubjectText,
        yes: t.sendAnyway,
        no: t.backToSubject,
      });
      if (!goesOn) {
        context.subject.current?.focus();
        return false;
      }
    }
    const mention = mentionsAttachment(subject, editor.current?.text() ?? '');
    if (!mention || letter.uploads.items.length + partIds.length > 0) return true;
    const attaches = await ask({ title: t.forgotTitle, text: t.forgotText(mention), yes: t.attach, no: t.sendAnyway });
    if (attaches) context.onAttach();
    return !attaches;
  }

  async function run(): Promise<void> {
    const t = composeText();
    // Some keyboards keep the last word to themselves until the focus goes.
    await editor.current?.settle();
    const everyone = allOf(letter.fields);
    const bad = everyone.find((entry) => entry.kind === 'invalid');
    if (everyone.length === 0 || bad) return setProblem({ text: bad ? t.badRecipient(bad.address) : t.noRecipient });
    if (!(await confirm())) return;
    setBusy(t.waitingFiles);
    const items = await letter.uploads.settled();
    if (items.some((item) => item.state.kind === 'failed')) return setProblem({ text: t.filesFailed });
    setBusy(t.sending);
    const draft = letter.snapshot();
    const answer = await sendLetter(letter.request(items), {
      reopen: () => {
        // A new id: the old one belongs to the letter that was taken back.
        drafts.save(start, { ...draft, sendId: newSendId(), savedAt: Date.now() });
        compose.value = { ...start };
      },
      drop: () => undefined,
    });
    if (!answer.ok)
      return setProblem({ text: t.failed(answer.failure.what[language.value]), detail: answer.failure.detail });
    drafts.drop(start);
    context.onSent();
  }

  return {
    busy,
    problem,
    async send() {
      if (busy) return;
      setProblem(undefined);
      await run();
      setBusy(undefined);
    },
  };
}
