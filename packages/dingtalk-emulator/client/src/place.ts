import { useEffect, useState } from 'preact/hooks';

export const pages = ['desk', 'console', 'contacts', 'wire'] as const;
export type Page = (typeof pages)[number];

/** Where the reader is: a page, and what it is about. It stands in the address, so that it can be kept and sent. */
export interface Place {
  readonly page: Page;
  readonly rest: readonly string[];
}

export const hrefOf = (page: Page, ...rest: readonly string[]): string =>
  page === 'desk' ? '#/' : `#/${[page, ...rest].map(encodeURIComponent).join('/')}`;

export const goTo = (page: Page, ...rest: readonly string[]): void => {
  location.hash = hrefOf(page, ...rest);
};

/** The place that the address names, followed as it changes. */
export function usePlace(): Place {
  const [place, setPlace] = useState(() => readPlace(location.hash));
  useEffect(() => {
    const onChange = () => setPlace(readPlace(location.hash));
    window.addEventListener('hashchange', onChange);
    return () => window.removeEventListener('hashchange', onChange);
  }, []);
  return place;
}

function readPlace(hash: string): Place {
  const [first, ...rest] = hash.replace(/^#\/?/, '').split('/').map(decode);
  return { page: pages.find((page) => page === first) ?? 'desk', rest: rest.filter(Boolean) };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
