import type { MailboxSummary } from '@hongyan/contract';
import { useEffect, useMemo, useRef, useState } from 'react';
import { clockText, momentText } from '../../i18n/dates.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { warn } from '../../ui/icons.ts';
import type { ComposeStart } from '../compose-start.ts';
import { detailOf } from '../reader/details.ts';
import { callOf } from '../reader/people.ts';
import { readerText } from '../reader/reader-text.ts';
import type { Begin } from './begin.ts';
import { Bottom } from './bottom.tsx';
import { composeText } from './compose-text.ts';
import s from './composer-form.module.css';
import type { Drafts } from './drafts.ts';
import type { Editor } from './editor.ts';
import { EditorBar } from './editor-bar.tsx';
import { EditorField } from './editor-field.tsx';
import { FileList } from './file-list.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import { QuoteFold } from './quote-fold.tsx';
import { allOf, domainOf, outsidersOf } from './recipients.ts';
import { RecipientsField } from './recipients-field.tsx';
import { useFilesIn } from './use-files-in.ts';
import { useLetter } from './use-letter.ts';
import { useSend } from './use-send.ts';
import { Window } from './window.tsx';

export interface ComposerFormProps {
  readonly start: ComposeStart;
  readonly mailbox: MailboxSummary;
  readonly layout: 'phone' | 'docked' | 'panel';
  readonly begin: Begin;
  readonly drafts: Drafts;
  readonly onStartOver: () => void;
  readonly onClose: () => void;
}

/** The letter itself: fields, text, files, and what may be said about them. */
export function ComposerForm({ start, mailbox, layout, begin, drafts, onStartOver, onClose }: ComposerFormProps) {
  const t = composeText();
  const phone = layout === 'phone';
  const editor = useRef<Editor | undefined>(undefined);
  const subject = useRef<HTMLInputElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const root = useRef<HTMLDivElement>(null);
  const [tick, setTick] = useState(0);
  const [leaving, setLeaving] = useState(false);
  const [formatting, setFormatting] = useState(false);
  const [restored, setRestored] = useState(begin.restored);
  const letter = useLetter(begin, { start, mailbox, drafts, editor });
  const { fields, uploads } = letter;
  const [showMore, setShowMore] = useState(fields.bcc.length > 0);
  const ownDomain = domainOf(mailbox.address);
  const attach = () => picker.current?.click();
  const sending = useSend({ start, letter, drafts, editor, subject, onAttach: attach, onSent: onClose });

  const live = useRef({ letter, uploads });
  live.current = { letter, uploads };
  const takers = useMemo(
    () => ({
      files: (files: readonly File[]) => {
        for (const file of files) live.current.uploads.add(file);
      },
      pictures: (files: readonly File[]) => {
        for (const file of files) {
          const key = live.current.uploads.add(file, { inline: true });
          editor.current?.insertImage(URL.createObjectURL(file), key, file.name);
        }
      },
    }),
    [],
  );
  const dropping = useFilesIn(root, takers);

  const leave = () => {
    if (live.current.letter.isWritten()) setLeaving(true);
    else {
      drafts.drop(start);
      onClose();
    }
  };
  useEffect(() => {
    const back = (event: Event) => {
      if (!live.current.letter.isWritten()) return;
      event.preventDefault();
      setLeaving(true);
    };
    window.addEventListener('hongyan:back', back);
    return () => window.removeEventListener('hongyan:back', back);
  }, []);

  const note =
    letter.saved === 'failed'
      ? t.notKept
      : letter.saved
        ? t.saved(clockText(letter.saved))
        : letter.isWritten()
          ? t.unsaved
          : '';
  const originals = (begin.prefill?.attachments ?? []).filter((part) => fields.partIds.includes(part.partId));
  const quoteHtml = begin.prefill?.quoteHtml;

  return (
    <Window
      layout={layout}
      title={layout === 'docked' && fields.subject.trim() ? fields.subject : t.titles[start.kind]}
      note={note}
      dropping={dropping}
      onClose={leave}
      act={
        <Button kind="ghost" className={s.send} busy={sending.busy} onClick={() => void sending.send()}>
          {t.send}
        </Button>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Enter works wherever in the letter the focus is */}
      <div
        ref={root}
        className={s.form}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
          event.preventDefault();
          event.stopPropagation();
          void sending.send();
        }}
      >
        <div className={s.scroll}>
          <RecipientsField
            label={t.to}
            entries={fields.to}
            ownDomain={ownDomain}
            autoFocus={fields.to.length === 0}
            onChange={(to) => letter.set({ to })}
            end={
              showMore ? null : (
                <button type="button" className={s.more} onClick={() => setShowMore(true)}>
                  {t.bcc}
                </button>
              )
            }
          />
          <RecipientsField
            label={t.cc}
            entries={fields.cc}
            ownDomain={ownDomain}
            onChange={(cc) => letter.set({ cc })}
          />
          {showMore ? (
            <RecipientsField
              label={t.bcc}
              entries={fields.bcc}
              ownDomain={ownDomain}
              onChange={(bcc) => letter.set({ bcc })}
            />
          ) : null}
          <label className={s.subject}>
            <span className={s.label}>{t.subject}</span>
            <input
              ref={subject}
              type="text"
              aria-label={t.subject}
              maxLength={900}
              value={fields.subject}
              onInput={(event) => letter.set({ subject: (event.target as HTMLInputElement).value })}
            />
          </label>
          {phone ? null : <EditorBar editor={editor.current} tick={tick} />}
          <div className={s.notes}>
            {restored ? (
              <Banner tone="info" act={{ label: t.startOver, run: onStartOver }}>
                {t.restored(clockText(new Date(begin.draft.savedAt)))}
              </Banner>
            ) : null}
            {sending.problem ? (
              <Banner tone="danger">
                {sending.problem.text}
                {sending.problem.detail ? <small className={s.detail}>{sending.problem.detail}</small> : null}
              </Banner>
            ) : null}
            <Outsiders fields={fields} phone={phone} />
          </div>
          <EditorField
            editor={editor}
            begin={begin.draft.html}
            focus={fields.to.length > 0}
            onChange={() => {
              setRestored(false);
              letter.touch();
            }}
            onSelect={() => setTick((n) => n + 1)}
          />
          {quoteHtml && fields.quote ? (
            <QuoteFold
              html={quoteHtml}
              who={whoWrote(start)}
              fit
              onDrop={() => letter.set({ quote: false })}
              onEdit={() => {
                editor.current?.insertHtml(quoteHtml);
                letter.set({ quote: false });
              }}
            />
          ) : null}
          <FileList
            uploads={uploads}
            originals={originals}
            onRemoveOriginal={(partId) => letter.set({ partIds: fields.partIds.filter((one) => one !== partId) })}
          />
        </div>
        {phone && formatting ? <EditorBar editor={editor.current} tick={tick} /> : null}
        <Bottom
          phone={phone}
          note={note}
          busy={sending.busy}
          formatting={formatting}
          onSend={() => void sending.send()}
          onAttach={attach}
          onFormat={() => setFormatting(!formatting)}
          onDiscard={leave}
        />
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            const input = event.target as HTMLInputElement;
            takers.files([...(input.files ?? [])]);
            input.value = '';
          }}
        />
      </div>
      {leaving ? (
        <LeaveDialog
          onStay={() => setLeaving(false)}
          onKeep={() => {
            letter.saveNow();
            onClose();
          }}
          onDiscard={() => {
            drafts.drop(start);
            onClose();
          }}
        />
      ) : null}
    </Window>
  );
}

/** Name and hour of the original, where the reader has it open. */
function whoWrote(start: ComposeStart): string {
  const summary = start.kind === 'new' ? undefined : detailOf(start.messageId)?.detail?.summary;
  if (!summary) return '';
  const t = readerText();
  return `${callOf(summary.from)}${t.comma}${momentText(new Date(summary.receivedAt), new Date(), t.yesterday)}`;
}

/** One line, only when something could leave the company. */
function Outsiders({ fields, phone }: { readonly fields: Parameters<typeof outsidersOf>[0]; readonly phone: boolean }) {
  const t = composeText();
  const outsiders = outsidersOf(fields);
  if (outsiders.length === 0) return null;
  const who = outsiders
    .slice(0, 2)
    .map((entry) => (entry.name ? t.person(entry.name, domainOf(entry.address)) : entry.address))
    .join(t.between);
  return (
    <Banner tone="warn" icon={warn}>
      {phone ? t.outsiders(outsiders.length) : t.outsidersOf(allOf(fields).length, outsiders.length, who)}
    </Banner>
  );
}
