import { useEffect, useState } from 'react';
import { Bar } from '../../ui/skeleton.tsx';
import s from './preview.module.css';
import { readerText } from './reader-text.ts';

const most = 1024 * 1024;

type State =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'text'; readonly text: string; readonly cut: boolean };

/** A text file as text; Chinese files without a mark are read as GB18030 when they are not UTF-8. */
export function TextPreview({ url }: { readonly url: string }) {
  const t = readerText();
  const [state, setState] = useState<State>({ kind: 'loading' });
  useEffect(() => {
    const stop = new AbortController();
    setState({ kind: 'loading' });
    loadText(url, stop.signal).then(setState, () => {
      if (!stop.signal.aborted) setState({ kind: 'failed' });
    });
    return () => stop.abort();
  }, [url]);
  if (state.kind === 'loading') return <Bar width="40%" />;
  if (state.kind === 'failed') return <p className={s.failed}>{t.previewFailed}</p>;
  return (
    <div className={s.text}>
      <pre>{state.text}</pre>
      {state.cut ? <p className={s.cut}>{t.previewCut}</p> : null}
    </div>
  );
}

async function loadText(url: string, signal: AbortSignal): Promise<State> {
  const response = await fetch(url, { signal, credentials: 'same-origin' });
  if (!response.ok) return { kind: 'failed' };
  const bytes = new Uint8Array(await response.arrayBuffer());
  const cut = bytes.length > most;
  const charset = /charset=["']?([\w-]+)/i.exec(response.headers.get('content-type') ?? '')?.[1];
  return { kind: 'text', text: decodeText(cut ? bytes.subarray(0, most) : bytes, charset, cut), cut };
}

/** Bytes as text: by the given charset, else UTF-8 where it fits, else GB18030. */
export function decodeText(bytes: Uint8Array, charset: string | undefined, cut = false): string {
  for (const label of [charset, 'utf-8']) {
    if (!label) continue;
    try {
      // A cut can split a character at the very end: that is no other charset.
      return new TextDecoder(label, { fatal: true }).decode(bytes, { stream: cut });
    } catch {
      // the next one
    }
  }
  return new TextDecoder('gb18030').decode(bytes);
}
