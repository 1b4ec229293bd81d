import { useEffect, useState } from 'react';

/** The time of drawing; renewed when the calendar day changes, so that 今天 does not stay for ever. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const next = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, 0, 0, 1);
    const timer = setTimeout(() => setNow(new Date()), next.getTime() - now.getTime());
    const awake = () => {
      if (!document.hidden && new Date().toDateString() !== now.toDateString()) setNow(new Date());
    };
    document.addEventListener('visibilitychange', awake);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', awake);
    };
  }, [now]);
  return now;
}
