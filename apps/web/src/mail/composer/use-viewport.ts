import { useEffect, useState } from 'react';

/** The part of the page that the keyboard leaves free: on iOS only the visual viewport knows. */
export function useVisualViewport(on: boolean): { readonly height: string; readonly transform: string } | undefined {
  const [place, setPlace] = useState<{ height: string; transform: string } | undefined>();
  useEffect(() => {
    const viewport = window.visualViewport;
    if (!on || !viewport) return;
    const read = () => setPlace({ height: `${viewport.height}px`, transform: `translateY(${viewport.offsetTop}px)` });
    read();
    viewport.addEventListener('resize', read);
    viewport.addEventListener('scroll', read);
    return () => {
      viewport.removeEventListener('resize', read);
      viewport.removeEventListener('scroll', read);
    };
  }, [on]);
  return place;
}
