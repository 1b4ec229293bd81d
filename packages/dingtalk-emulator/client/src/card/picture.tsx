import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useText } from '../i18n.ts';
import { Icon } from '../ui/icon.tsx';
import css from './media.module.css';

/** The address at which the stand-in shows an uploaded file. */
export const mediaUrl = (id: string): string => `/__emulator/media/${encodeURIComponent(id)}`;

/** An uploaded picture. Pictures of other sites are not fetched: their place says so. */
export function Picture({ id, alt = '' }: { id: string; alt?: string }): JSX.Element {
  const say = useText();
  const [broken, setBroken] = useState(!id.startsWith('@'));
  if (broken)
    return (
      <span class={css.absent}>
        <Icon name="imgoff" size={18} />
        {alt || say('image')}
      </span>
    );
  return <img class={css.picture} src={mediaUrl(id)} alt={alt || say('image')} onError={() => setBroken(true)} />;
}
