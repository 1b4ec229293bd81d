import { useState } from 'preact/hooks';

/** A choice of the person at this browser, kept for the next visit. */
export function useStored<T extends string>(name: string, otherwise: T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => (read(name) as T | undefined) ?? otherwise);
  return [
    value,
    (next) => {
      setValue(next);
      try {
        localStorage.setItem(name, next);
      } catch {
        // A browser that keeps nothing still works for this visit.
      }
    },
  ];
}

function read(name: string): string | undefined {
  try {
    return localStorage.getItem(name) ?? undefined;
  } catch {
    return undefined;
  }
}
