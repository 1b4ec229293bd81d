import type { Clock } from '@hongyan/kit';
import type { EmulatorPerson } from '../model.ts';
import { dayOf } from './day.ts';
import type { LimitBook } from './limits.ts';
import type { DropCode, Memory, Sent } from './memory.ts';
import type { Saved } from './saved.ts';
import type { Switches } from './switches.ts';

const dayMs = 24 * 3_600_000;
/** Recipients of one send, and sends to everyone of one app in a day (dingtalk-api.md §3.2). */
const maxRecipients = 5000;
const maxToAll = 3;

/** Decides, person by person, what of one send is silently dropped (dingtalk-api.md §3.2): the caller is told nothing. */
export interface Delivery {
  /** Counts the send; the answer decides for one person and counts them. */
  open(agentId: number, hash: string, toAll: boolean): (person: EmulatorPerson) => DropCode | undefined;
}

export function createDelivery(deps: {
  readonly clock: Clock;
  readonly limits: LimitBook;
  readonly switches: Switches;
  readonly memory: Saved<Memory>;
}): Delivery {
  const { clock, limits, switches } = deps;
  const kept = deps.memory.value;
  const minutes = new Map<number, { number: number; recipients: number }>();
  let cleanedOn = '';

  /** Is this moment in the day that is under way? */
  const today = (since: number): boolean =>
    switches.dayBoundary === 'rolling' ? clock.now() - since < dayMs : dayOf(since) === dayOf(clock.now());
  const countOf = (sent: Sent | undefined): number => (sent && today(sent.since) ? sent.count : 0);
  const more = (sent: Sent | undefined): Sent =>
    sent && today(sent.since) ? { since: sent.since, count: sent.count + 1 } : { since: clock.now(), count: 1 };

  /** Forgets, once a day, what no reading of a day can still need. */
  function clean(): void {
    const day = dayOf(clock.now());
    if (day === cleanedOn) return;
    cleanedOn = day;
    const isOld = (since: number) => clock.now() - since >= dayMs && dayOf(since) !== day;
    for (const [key, since] of Object.entries(kept.sentContents)) if (isOld(since)) delete kept.sentContents[key];
    for (const [key, sent] of Object.entries(kept.sentToPerson)) if (isOld(sent.since)) delete kept.sentToPerson[key];
  }

  function thisMinute(agentId: number): { recipients: number } {
    const number = Math.floor(clock.now() / 60_000);
    const held = minutes.get(agentId);
    if (held?.number === number) return held;
    const fresh = { number, recipients: 0 };
    minutes.set(agentId, fresh);
    return fresh;
  }

  return {
    open(agentId, hash, toAll) {
      clean();
      let exhausted = false;
      if (toAll) {
        exhausted = countOf(kept.sentToAll[agentId]) >= maxToAll;
        if (!exhausted) kept.sentToAll[agentId] = more(kept.sentToAll[agentId]);
      }
      const minute = thisMinute(agentId);
      let taken = 0;
      return ({ userId, executive }) => {
        const person = `${agentId}/${userId}`;
        const content = `${person}/${hash}`;
        if (exhausted) return '1430003';
        if (executive) return '1430004';
        const since = kept.sentContents[content];
        if (since !== undefined && today(since)) return '143106';
        if (countOf(kept.sentToPerson[person]) >= limits.now.dailyPerPerson) return '143105';
        if (taken >= maxRecipients || minute.recipients >= limits.now.recipientsPerMinute) return '143103';
        taken += 1;
        minute.recipients += 1;
        kept.sentContents[content] = clock.now();
        kept.sentToPerson[person] = more(kept.sentToPerson[person]);
        return undefined;
      };
    },
  };
}
