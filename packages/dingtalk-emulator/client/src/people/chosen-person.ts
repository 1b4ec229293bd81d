import { useEffect, useState } from 'preact/hooks';
import type { ClientPerson, FullState } from '../../../src/client-api/state.ts';
import { api } from '../api.ts';

/** The person whose devices are on the desk; of a large company the state holds the first ones only, and the chosen one is asked for. */
export function useChosenPerson(
  state: FullState | undefined,
  chosen: string,
  version: number,
): ClientPerson | undefined {
  const near = state?.people.find((one) => one.userId === chosen);
  const mustAsk = state !== undefined && !near && chosen !== '' && state.people.length < state.peopleTotal;
  const [far, setFar] = useState<ClientPerson>();
  useEffect(() => {
    if (!mustAsk) return undefined;
    let current = true;
    void api.people({ q: chosen, limit: 200 }).then(
      ({ people }) => current && setFar(people.find((one) => one.userId === chosen)),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [mustAsk, chosen, version]);
  return near ?? (mustAsk && far?.userId === chosen ? far : undefined) ?? state?.people[0];
}
