import { language } from '../i18n/language.ts';
import { cx } from './cx.ts';
import s from './file-icon.module.css';

/** A page with a folded corner and one letter; never the square of a person. */
export function FileIcon({ name, mediaType = '' }: { readonly name: string; readonly mediaType?: string }) {
  const kind = fileKindOf(name, mediaType);
  const letter = kind.letter[language.value];
  return (
    <span className={cx(s.file, s[kind.id])} aria-hidden="true">
      {letter}
    </span>
  );
}

interface FileKind {
  readonly id: 'sheet' | 'text' | 'pdf' | 'bill' | 'image' | 'other';
  readonly letter: { readonly zh: string; readonly en: string };
}

const kind = (id: FileKind['id'], zh: string, en = zh): FileKind => ({ id, letter: { zh, en } });

const byEnding: readonly (readonly [RegExp, FileKind])[] = [
  [/\.(xlsx?|csv|et|numbers)$/i, kind('sheet', 'X')],
  [/\.(docx?|wps|rtf|pages|txt|md)$/i, kind('text', 'W')],
  [/\.pdf$/i, kind('pdf', 'P')],
  [/\.ofd$/i, kind('bill', '发', 'O')],
  [/\.(pptx?|dps|key)$/i, kind('pdf', '演', 'S')],
  [/\.(png|jpe?g|gif|webp|heic|bmp|tiff?|svg)$/i, kind('image', '图', 'I')],
  [/\.(zip|rar|7z|gz|tar|bz2|xz)$/i, kind('other', '压', 'Z')],
  [/\.(eml|msg)$/i, kind('other', '信', 'M')],
  [/\.(mp4|mov|avi|mkv)$/i, kind('other', '影', 'V')],
];

/** What a file is, from its ending first: media types of attachments are often wrong. */
export function fileKindOf(name: string, mediaType: string): FileKind {
  const found = byEnding.find(([ending]) => ending.test(name))?.[1];
  if (found) return found;
  if (mediaType.startsWith('image/')) return kind('image', '图', 'I');
  if (mediaType === 'application/pdf') return kind('pdf', 'P');
  return kind('other', '件', 'F');
}

/** A size for people: 42 KB, 3.4 MB. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  const mb = bytes / 1024 / 1024;
  return `${mb < 10 ? mb.toFixed(1).replace(/\.0$/, '') : Math.round(mb)} MB`;
}

/** A long name shortened in the middle, so that the ending stays in sight. */
export function FileName({ name, className }: { readonly name: string; readonly className?: string | undefined }) {
  const keep = Math.min(Math.max(name.length - name.lastIndexOf('.') + 4, 6), 12);
  const cut = name.length > keep + 8 ? name.length - keep : name.length;
  return (
    <span className={cx(s.name, className)} title={name}>
      <span className={s.head}>{name.slice(0, cut)}</span>
      <span className={s.tail}>{name.slice(cut)}</span>
    </span>
  );
}
