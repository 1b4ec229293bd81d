import { useRef, useState } from 'preact/hooks';
import type { FullState } from '../../../src/client-api/state.ts';
import { type Act, useAct } from '../control.ts';

/** Something that was changed on this page, and the event that DingTalk sends for it. */
export interface Change {
  readonly key: number;
  readonly at: number;
  readonly what: string;
  readonly types: readonly string[];
  /** Deliveries that were there before. */
  readonly before: ReadonlySet<string>;
}

export interface Changes {
  readonly act: Act;
  readonly list: readonly Change[];
  make(what: string, types: readonly string[], command: () => Promise<unknown>): Promise<boolean>;
}

const kept = 20;

/** Runs the page's commands, and remembers each with what had been delivered before it. */
export function useChanges(state: FullState): Changes {
  const act = useAct();
  const [list, setList] = useState<readonly Change[]>([]);
  const latest = useRef(state);
  latest.current = state;
  return {
    act,
    list,
    async make(what, types, command) {
      const before = new Set(latest.current.deliveries.map(({ id }) => id));
      const done = await act.run(command, what);
      const change: Change = { key: Date.now(), at: Date.now(), what, types, before };
      if (done) setList((now) => [change, ...now].slice(0, kept));
      return done;
    },
  };
}
