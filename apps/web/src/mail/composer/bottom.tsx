import { Button, IconButton } from '../../ui/button.tsx';
import { clip, send, trash } from '../../ui/icons.ts';
import { color } from '../../ui/icons-writing.ts';
import { Key } from '../../ui/tag.tsx';
import s from './bottom.module.css';
import { composeText } from './compose-text.ts';

export interface BottomProps {
  readonly phone: boolean;
  readonly note: string;
  readonly busy: string | undefined;
  readonly formatting: boolean;
  readonly onSend: () => void;
  readonly onAttach: () => void;
  readonly onFormat: () => void;
  readonly onDiscard: () => void;
}

/** The lower edge: on PC the one filled button, on phones the tools above the keyboard. */
export function Bottom(props: BottomProps) {
  const t = composeText();
  if (props.phone) {
    return (
      <footer className={s.phone}>
        <p className={s.line}>
          <span>{props.note}</span>
          <span>{t.recallNote}</span>
        </p>
        <div className={s.tools}>
          <IconButton icon={clip} size={44} label={t.attach} onClick={props.onAttach} />
          <IconButton icon={color} size={44} label={t.format} pressed={props.formatting} onClick={props.onFormat} />
        </div>
      </footer>
    );
  }
  return (
    <footer className={s.bar}>
      <Button kind="primary" icon={send} busy={props.busy} onClick={props.onSend}>
        {t.send}
      </Button>
      <IconButton icon={clip} label={t.attach} onClick={props.onAttach} />
      <span className={s.keys}>
        <Key>Ctrl</Key> <Key>Enter</Key> {t.keyNote}
      </span>
      <IconButton icon={trash} label={t.discard} onClick={props.onDiscard} />
    </footer>
  );
}
