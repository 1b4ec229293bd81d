import type { DirectoryState } from '@hongyan/contract';
import type { DingTalkEvent } from '@hongyan/dingtalk';
import type { CorpId, MemberId } from '@hongyan/kit';
import { isPresent } from './colleagues.ts';
import type { EventHandler } from './events.ts';
import type { DirectoryDeps } from './ports.ts';
import type { PresentedPerson } from './roster/person.ts';
import type { Rosters } from './roster/rosters.ts';
import { readState } from './state.ts';
import { countMembers } from './store.ts';
import type { Starter } from './sync/starter.ts';
import type { MemberState } from './tables.ts';

/** Our copy of the company, and how it is kept true: for the callbacks and for the console. */
export interface Keeper {
  handleEvent(corpId: CorpId, event: DingTalkEvent): Promise<void>;
  state(corpId: CorpId): Promise<DirectoryState>;
  startSync(corpId: CorpId): Promise<'started' | 'running'>;
  page(
    corpId: CorpId,
    ask: {
      readonly q?: string;
      readonly states?: readonly MemberState[];
      readonly only?: readonly MemberId[];
      readonly except?: readonly MemberId[];
      readonly cursor?: string;
      readonly limit: number;
    },
  ): Promise<{ readonly people: readonly PresentedPerson[]; readonly cursor?: string }>;
  counts(corpId: CorpId): Promise<Readonly<Record<MemberState, number>>>;
  search(corpId: CorpId, query: string, limit: number): Promise<readonly PresentedPerson[]>;
}

export function createKeeper(
  deps: DirectoryDeps,
  parts: { readonly events: EventHandler; readonly starter: Starter; readonly rosters: Rosters },
): Keeper {
  const { rosters } = parts;
  return {
    handleEvent: parts.events.handle,
    state: (corpId) => readState(deps, corpId),
    startSync: (corpId) => parts.starter.start(corpId),

    async page(corpId, { q, states, only, except, cursor, limit }) {
      const roster = await rosters.get(corpId);
      const asked = q?.trim() ? new Set(roster.find(q)) : undefined;
      const [wanted, unwanted] = [only && new Set(only), new Set(except)];
      const fits = roster
        .ordered()
        .filter(
          (person) =>
            (!asked || asked.has(person)) &&
            (!states || states.includes(person.state)) &&
            (!wanted || wanted.has(person.memberId)) &&
            !unwanted.has(person.memberId),
        );
      // The last person of the page before; who is no longer in the list is taken up at the same place.
      const [place, lastId] = cursor?.split('.') ?? [];
      const last = lastId ? fits.findIndex((person) => person.memberId === lastId) : -1;
      const first = last >= 0 ? last + 1 : Math.max(0, Math.trunc(Number(place ?? 0)) || 0);
      const people = fits.slice(first, first + limit);
      const end = first + people.length;
      return {
        people: people.map(roster.present),
        ...(end < fits.length ? { cursor: `${end}.${people.at(-1)?.memberId ?? ''}` } : {}),
      };
    },

    counts: (corpId) => deps.db.inCorp(corpId, countMembers),

    async search(corpId, query, limit) {
      const roster = await rosters.get(corpId);
      const found: PresentedPerson[] = [];
      for (const person of roster.find(query)) {
        if (found.length >= limit) break;
        if (isPresent(person)) found.push(roster.present(person));
      }
      return found;
    },
  };
}
