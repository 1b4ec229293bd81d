import { useEffect, useState } from 'react';

/** What was typed, once the typing rests: not every letter is a request. */
export function useLater<T>(value: T, ms = 250): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return rested;
}
