import { type RefObject, useEffect, useRef } from 'react';
import { composeText } from './compose-text.ts';
import { createEditor, type Editor } from './editor.ts';
import s from './editor-field.module.css';

export interface EditorFieldProps {
  /** Where the editor is put once it lives. */
  readonly editor: RefObject<Editor | undefined>;
  readonly begin: string;
  readonly focus: boolean;
  readonly onChange: () => void;
  readonly onSelect: () => void;
}

/** The text of the letter. Preact never writes into it again: the editor alone does. */
export function EditorField({ editor, begin, focus, onChange, onSelect }: EditorFieldProps) {
  const t = composeText();
  const root = useRef<HTMLDivElement>(null);
  const on = useRef({ onChange, onSelect });
  on.current = { onChange, onSelect };
  useEffect(() => {
    if (!root.current) return;
    const made = createEditor(root.current, begin, {
      change: () => on.current.onChange(),
      select: () => on.current.onSelect(),
    });
    editor.current = made;
    on.current.onSelect();
    if (focus) made.focus();
    return () => {
      editor.current = undefined;
      made.destroy();
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useSemanticElements: formatted text fits into no textarea
    <div
      ref={root}
      className={s.editor}
      role="textbox"
      aria-multiline="true"
      aria-label={t.body}
      tabIndex={0}
      data-hint={t.bodyHint}
    />
  );
}
