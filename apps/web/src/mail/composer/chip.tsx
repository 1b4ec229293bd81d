import { Avatar } from '../../ui/avatar.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { close } from '../../ui/icons.ts';
import s from './chip.module.css';
import { composeText } from './compose-text.ts';
import type { Entry } from './recipients.ts';

export interface ChipProps {
  readonly entry: Entry;
  readonly onRemove: () => void;
  /** Turns it back into text, to mend an address. */
  readonly onEdit: () => void;
  readonly onMove: (by: 1 | -1) => void;
}

/** One recipient: a colleague with the square, an outsider in amber with the word, an address that cannot be right in red. */
export function Chip({ entry, onRemove, onEdit, onMove }: ChipProps) {
  const t = composeText();
  const name = entry.name || entry.address;
  const onKey = (event: KeyboardEvent) => {
    const acts: Record<string, () => void> = {
      Backspace: onRemove,
      Delete: onRemove,
      Enter: onEdit,
      ArrowLeft: () => onMove(-1),
      ArrowRight: () => onMove(1),
    };
    const act = acts[event.key];
    if (!act || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    act();
  };
  return (
    <span className={cx(s.chip, s[entry.kind])}>
      <button
        type="button"
        className={s.face}
        data-chip
        title={entry.address}
        onKeyDown={onKey as never}
        onDblClick={onEdit}
      >
        {entry.kind === 'colleague' ? <Avatar who={entry} kind="colleague" size={20} /> : null}
        <span className={s.name}>{name}</span>
        {entry.kind === 'outsider' ? <span className={s.word}>{t.outside}</span> : null}
        {entry.kind === 'invalid' ? <span className={s.word}>{t.invalid}</span> : null}
      </button>
      <button type="button" className={s.remove} aria-label={t.remove(name)} tabIndex={-1} onClick={onRemove}>
        <Icon icon={close} size={14} />
      </button>
    </span>
  );
}
