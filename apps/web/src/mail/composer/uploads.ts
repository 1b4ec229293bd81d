import type { Upload } from '@hongyan/contract';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../api/api.ts';
import { language } from '../../i18n/language.ts';
import { composeText } from './compose-text.ts';

/** One file on its way to the server. */
export interface UploadItem {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  readonly mediaType: string;
  /** Shown inside the letter, not in the list of files. */
  readonly inline: boolean;
  readonly state:
    | { readonly kind: 'uploading'; readonly sent: number }
    | { readonly kind: 'ready'; readonly id: string }
    | { readonly kind: 'failed'; readonly why: string; readonly mayRetry: boolean };
}

const maxBytes = 50 * 1024 * 1024;

/** Files of one letter, with their progress. Leaving the letter stops what is still under way. */
export interface Uploads {
  readonly items: readonly UploadItem[];
  /** Starts an upload; answers its key. */
  add(file: File, options?: { readonly inline?: boolean }): string;
  retry(key: string): void;
  remove(key: string): void;
  /** Resolves when nothing is under way any more. */
  settled(): Promise<readonly UploadItem[]>;
}

export function useUploads(begin: readonly Upload[]): Uploads {
  const [items, setItems] = useState<readonly UploadItem[]>(() => begin.map(fromServer));
  const latest = useRef(items);
  const work = useRef(new Map<string, { readonly file: File; stop: AbortController; done: Promise<void> }>());
  const change = (make: (items: readonly UploadItem[]) => readonly UploadItem[]) => {
    latest.current = make(latest.current);
    setItems(latest.current);
  };
  const setState = (key: string, state: UploadItem['state']) =>
    change((all) => all.map((item) => (item.key === key ? { ...item, state } : item)));

  useEffect(
    () => () => {
      for (const { stop } of work.current.values()) stop.abort();
    },
    [],
  );

  const start = (key: string, file: File) => {
    const stop = new AbortController();
    const done = api
      .upload(file, (sent) => setState(key, { kind: 'uploading', sent }), stop.signal)
      .then((answer) => {
        if (answer.ok) setState(key, { kind: 'ready', id: answer.value.id });
        else if (answer.failure.code !== 'web.aborted')
          setState(key, { kind: 'failed', why: answer.failure.what[language.value], mayRetry: true });
      });
    work.current.set(key, { file, stop, done });
  };

  return {
    items,
    add(file, { inline = false } = {}) {
      const key = crypto.getRandomValues(new Uint32Array(2)).join('-');
      const state: UploadItem['state'] =
        file.size > maxBytes
          ? { kind: 'failed', why: composeText().tooLarge, mayRetry: false }
          : { kind: 'uploading', sent: 0 };
      change((all) => [...all, { key, name: file.name, size: file.size, mediaType: file.type, inline, state }]);
      if (state.kind === 'uploading') start(key, file);
      return key;
    },
    retry(key) {
      const file = work.current.get(key)?.file;
      if (!file) return;
      setState(key, { kind: 'uploading', sent: 0 });
      start(key, file);
    },
    remove(key) {
      const item = latest.current.find((one) => one.key === key);
      work.current.get(key)?.stop.abort();
      work.current.delete(key);
      change((all) => all.filter((one) => one.key !== key));
      if (item?.state.kind === 'ready') void api.removeUpload(item.state.id);
    },
    async settled() {
      await Promise.all([...work.current.values()].map(({ done }) => done));
      return latest.current;
    },
  };
}

const fromServer = (upload: Upload): UploadItem => ({
  key: upload.id,
  name: upload.name,
  size: upload.size,
  mediaType: upload.mediaType,
  inline: false,
  state: { kind: 'ready', id: upload.id },
});
