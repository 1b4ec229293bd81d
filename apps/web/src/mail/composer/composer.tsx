import type { ComposePrefill, MailboxSummary } from '@hongyan/contract';
import { useEffect, useMemo, useState } from 'react';
import type { Failure } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { language } from '../../i18n/language.ts';
import { session } from '../../session.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Bar, useLate } from '../../ui/skeleton.tsx';
import type { ComposeStart } from '../compose-start.ts';
import { beginLetter, newSendId } from './begin.ts';
import { composeText } from './compose-text.ts';
import { ComposerForm } from './composer-form.tsx';
import { type Drafts, openDrafts } from './drafts.ts';
import { Window } from './window.tsx';

export interface ComposerProps {
  readonly start: ComposeStart;
  readonly mailbox: MailboxSummary;
  /** A screen of a phone, docked at the corner on PC, or DingTalk's whole side panel. */
  readonly layout: 'phone' | 'docked' | 'panel';
  readonly onClose: () => void;
}

type Original =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'ready'; readonly prefill: ComposePrefill | undefined };

/** Writes a letter: new, or begun from the one it answers. */
export function Composer({ start, mailbox, layout, onClose }: ComposerProps) {
  const t = composeText();
  const drafts = useMemo(openOwnDrafts, []);
  const [original, setOriginal] = useState<Original>(
    start.kind === 'new' ? { kind: 'ready', prefill: undefined } : { kind: 'loading' },
  );
  const [attempt, setAttempt] = useState(0);
  const [fresh, setFresh] = useState(0);
  useEffect(() => {
    if (start.kind === 'new') return;
    const stop = new AbortController();
    setOriginal({ kind: 'loading' });
    void api.prefill(start.messageId, start.kind, stop.signal).then((answer) => {
      if (answer.ok) setOriginal({ kind: 'ready', prefill: answer.value });
      else if (answer.failure.code !== 'web.aborted') setOriginal({ kind: 'failed', failure: answer.failure });
    });
    return () => stop.abort();
  }, [start, attempt]);

  const begin = useMemo(
    () =>
      original.kind === 'ready'
        ? beginLetter(mailbox, start, original.prefill, drafts.load(start), newSendId)
        : undefined,
    [original, fresh],
  );
  if (begin) {
    return (
      <ComposerForm
        key={fresh}
        start={start}
        mailbox={mailbox}
        layout={layout}
        begin={begin}
        drafts={drafts}
        onStartOver={() => {
          drafts.drop(start);
          setFresh((n) => n + 1);
        }}
        onClose={onClose}
      />
    );
  }
  return (
    <Window layout={layout} title={t.titles[start.kind]} onClose={onClose}>
      {original.kind === 'failed' ? (
        <EmptyState
          title={t.prefillFailed}
          text={original.failure.what[language.value]}
          act={
            <Button kind="soft" onClick={() => setAttempt((n) => n + 1)}>
              {t.retry}
            </Button>
          }
          detail={original.failure.detail}
        />
      ) : (
        <Waiting />
      )}
    </Window>
  );
}

function Waiting() {
  if (!useLate()) return null;
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: '24px', padding: '20px 16px' }} aria-busy="true">
      <Bar width="48%" height={16} />
      <Bar width="32%" height={16} />
      <Bar width="64%" height={16} />
    </div>
  );
}

function openOwnDrafts(): Drafts {
  const who = session.value;
  return openDrafts(shelf(), who?.corpId ?? '', who?.member.id ?? '', Date.now);
}

function shelf(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}
