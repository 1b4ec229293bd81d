import { useEffect, useState } from 'preact/hooks';
import type { PeoplePage } from '../../../src/client-api/state.ts';
import { api } from '../api.ts';

/** As many people as one list shows; more are found by typing. */
export const shownPeople = 200;
const pauseMs = 150;

/** The people who fit, asked for when the typing pauses; `undefined` until the first answer. */
export function usePeople(wanted: {
  q: string;
  department?: number;
  limit?: number;
  /** Another one asks again. */
  version?: unknown;
}): PeoplePage | undefined {
  const { q, department, limit = shownPeople, version } = wanted;
  const [page, setPage] = useState<PeoplePage>();
  useEffect(() => {
    let current = true;
    const timer = setTimeout(
      () =>
        void api.people({ q: q.trim(), limit, ...(department === undefined ? {} : { department }) }).then(
          (answer) => current && setPage(answer),
          () => undefined,
        ),
      q === '' ? 0 : pauseMs,
    );
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [q, department, limit, version]);
  return page;
}
