import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../i18n-words.ts';
import { Icon } from '../ui/icon.tsx';
import css from './media.module.css';
import { mediaUrl } from './picture.tsx';

const words = {
  file: ['文件', 'File'],
  voice: ['语音', 'Voice'],
  seconds: ['秒', 's'],
  gone: ['没有这个文件', 'There is no such file'],
} as const;

/** A file of a notice: name and size as it was uploaded. */
export function FileLine({ id }: { id: string }): JSX.Element {
  const own = useWords(words);
  const [about, setAbout] = useState<{ name: string; bytes: number } | 'gone'>();
  useEffect(() => {
    let current = true;
    void fetch(`${mediaUrl(id)}/about`)
      .then(async (answer) => (answer.ok ? ((await answer.json()) as { name: string; bytes: number }) : 'gone'))
      .then(
        (known) => current && setAbout(known),
        () => current && setAbout('gone'),
      );
    return () => {
      current = false;
    };
  }, [id]);
  return (
    <p class={css.file}>
      <span class={css.icon}>
        <Icon name="clip" size={22} />
      </span>
      <span class={css.words}>
        <span>{about === 'gone' ? own('gone') : about?.name || own('file')}</span>
        <small>{about && about !== 'gone' ? sizeOf(about.bytes) : id}</small>
      </span>
    </p>
  );
}

/** A spoken message: its length is what one sees. */
export function VoiceLine({ seconds }: { seconds: string }): JSX.Element {
  const own = useWords(words);
  return (
    <p class={css.voice}>
      <Icon name="signal" size={18} />
      <span>{own('voice')}</span>
      <span>
        {seconds || '–'} {own('seconds')}
      </span>
    </p>
  );
}

const sizeOf = (bytes: number): string =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1 << 20
      ? `${Math.round(bytes / 1024)} KB`
      : `${(bytes / (1 << 20)).toFixed(1)} MB`;
