import type { MessageDetail } from '@hongyan/contract';
import { useState } from 'react';
import { Banner } from '../../ui/banner.tsx';
import { Icon } from '../../ui/icon.tsx';
import { imageOff, moon, sun } from '../../ui/icons-writing.ts';
import { hasDarkStyle } from '../frame/dark-style.ts';
import { MailFrame } from '../frame/mail-frame.tsx';
import { useDark } from '../frame/use-dark.ts';
import s from './letter.module.css';
import { PlainLetter } from './plain-letter.tsx';
import { readerText } from './reader-text.ts';

export interface LetterProps {
  readonly detail: MessageDetail;
  readonly phone: boolean;
  readonly loadingImages: boolean;
  readonly onShowImages: () => void;
  readonly onMailTo: (address: string) => void;
}

/** The letter itself: HTML in its frame, text in our type, or the way to the original where neither is safe. */
export function Letter({ detail, phone, loadingImages, onShowImages, onMailTo }: LetterProps) {
  const t = readerText();
  const dark = useDark();
  const [dimmed, setDimmed] = useState(false);
  const { body } = detail;
  if (body.kind === 'too_complex') {
    return (
      <Banner tone="warn" act={{ label: t.original, run: () => location.assign(detail.originalUrl) }}>
        <b>{t.tooComplex}</b>
        <br />
        {t.tooComplexText}
      </Banner>
    );
  }
  if (body.kind === 'text') return <PlainLetter text={body.text} onMailTo={onMailTo} />;
  const isPaper = dark && body.designed && !hasDarkStyle(body.html);
  return (
    <>
      {body.blockedImages > 0 ? (
        <Banner
          icon={imageOff}
          className={s.banner}
          act={loadingImages ? undefined : { label: t.showImages, run: onShowImages }}
        >
          {loadingImages ? t.loadingImages : t.blockedImages(body.blockedImages)}
        </Banner>
      ) : null}
      {isPaper ? (
        <button type="button" className={s.dim} aria-pressed={dimmed} onClick={() => setDimmed(!dimmed)}>
          <Icon icon={dimmed ? sun : moon} size={16} />
          {dimmed ? t.undim : t.dim}
        </button>
      ) : null}
      <MailFrame
        html={body.html}
        designed={body.designed}
        dimmed={dimmed}
        fit
        foldQuote
        textSize={phone ? 15 : 14}
        onMailTo={onMailTo}
      />
    </>
  );
}
