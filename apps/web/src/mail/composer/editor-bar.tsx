import { useEffect, useState } from 'react';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { bold, italic, link, list, listNumbered, quote, underline } from '../../ui/icons-writing.ts';
import { composeText } from './compose-text.ts';
import type { Editor, Format } from './editor.ts';
import s from './editor-bar.module.css';

/** The few formats that letters need. Pressing one never takes the selection out of the text. */
export function EditorBar({ editor, tick }: { readonly editor: Editor | undefined; readonly tick: number }) {
  const t = composeText();
  const [linking, setLinking] = useState(false);
  const [on, setOn] = useState<ReadonlySet<Format>>(new Set());
  const formats: readonly (readonly [Format, string, string])[] = [
    ['bold', bold, t.bold],
    ['italic', italic, t.italic],
    ['underline', underline, t.underline],
    ['bullets', list, t.bullets],
    ['numbers', listNumbered, t.numbers],
    ['quote', quote, t.quote],
  ];
  useEffect(() => {
    if (editor) setOn(new Set(formats.flatMap(([format]) => (editor.has(format) ? [format] : []))));
  }, [editor, tick]);
  return (
    <div className={s.bar} role="toolbar" aria-label={t.format} onMouseDown={(event) => event.preventDefault()}>
      {formats.map(([format, icon, label]) => (
        <IconButton
          key={format}
          icon={icon}
          label={label}
          pressed={on.has(format)}
          onClick={() => editor?.run(format)}
        />
      ))}
      <IconButton icon={link} label={t.link} onClick={() => setLinking(true)} />
      {linking ? <LinkDialog onAdd={(url) => editor?.link(url)} onClose={() => setLinking(false)} /> : null}
    </div>
  );
}

function LinkDialog({ onAdd, onClose }: { readonly onAdd: (url: string) => void; readonly onClose: () => void }) {
  const t = composeText();
  const [url, setUrl] = useState('https://');
  const [bad, setBad] = useState(false);
  const submit = () => {
    const trimmed = url.trim();
    if (!/^(?:https?:\/\/|mailto:)\S+\.\S+/i.test(trimmed)) return setBad(true);
    onClose();
    // The dialog gives the focus back to the text first.
    setTimeout(() => onAdd(trimmed));
  };
  return (
    <Dialog
      title={t.linkTitle}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button kind="primary" onClick={submit}>
            {t.linkAdd}
          </Button>
        </>
      }
    >
      <form
        onMouseDown={(event) => event.stopPropagation()}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field label={t.linkField} value={url} onInput={setUrl} autoFocus error={bad ? t.linkBad : undefined} />
      </form>
    </Dialog>
  );
}
