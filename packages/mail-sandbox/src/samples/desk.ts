import type { Block } from './blocks.ts';
import { Calendar, parts } from './calendar.ts';
import type { Letter, Party } from './letter.ts';
import type { SampleFile } from './sample-file.ts';

/** What a topic says of a letter; the rest has its usual value. */
export type Draft = Pick<Letter, 'from' | 'to' | 'at' | 'body'> &
  Partial<Omit<Letter, 'id' | 'from' | 'to' | 'at' | 'body'>>;

/** One turn of a conversation. */
export interface Turn {
  readonly from: Party;
  readonly at: number;
  readonly body: readonly Block[];
  readonly files?: readonly SampleFile[];
  /** Those it goes to when it is not everybody else. */
  readonly to?: readonly Party[];
  readonly cc?: readonly Party[];
  readonly starred?: readonly string[];
  readonly unread?: readonly string[];
  readonly read?: readonly string[];
}

/** Where the sample is written: gives letters their ids, threads their order, and chance its fixed course. */
export class Desk {
  readonly calendar: Calendar;
  readonly letters: Letter[] = [];
  #chance: number;
  readonly #mark: string;

  constructor(now: number, mark = 'a') {
    this.calendar = new Calendar(now);
    this.#mark = mark;
    this.#chance = 20_261_120;
  }

  /** The next number below `limit`; the same ones on every run (a linear congruence, Numerical Recipes' constants). */
  roll(limit: number): number {
    this.#chance = (Math.imul(this.#chance, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#chance / 2 ** 32) * limit);
  }

  pick<T>(items: readonly T[]): T {
    return items[this.roll(items.length)]!;
  }

  write(draft: Draft): Letter {
    const host = draft.from.address.slice(draft.from.address.lastIndexOf('@') + 1);
    const number = (this.letters.length + 1).toString(36).padStart(4, '0');
    const root = draft.re ?? draft.forwarded;
    const letter: Letter = {
      ...draft,
      // An answer never comes before what it answers, whatever the hour of the demo.
      at: Math.max(draft.at, root ? root.at + 60_000 : 0),
      id: `<${parts(draft.at).compact}.${this.#mark}${number}@${host}>`,
      cc: draft.cc ?? [],
      subject: draft.subject ?? toReplySubject(root, draft.forwarded !== undefined),
      files: draft.files ?? [],
      topic: draft.topic ?? root?.topic ?? 'work',
      ...((draft.english ?? root?.english) && { english: true }),
      starred: draft.starred ?? [],
      unread: draft.unread ?? [],
      read: draft.read ?? [],
    };
    this.letters.push(letter);
    return letter;
  }

  /** A conversation: each turn answers the one before it and goes to everybody else who has spoken or was named. */
  talk(subject: string, people: readonly Party[], turns: readonly Turn[], more: Partial<Draft> = {}): Letter {
    let last: Letter | undefined;
    for (const turn of turns) {
      const to = turn.to ?? people.filter((party) => party.address !== turn.from.address);
      last = this.write({ ...more, ...turn, to, ...(last ? { re: last } : { subject }) });
    }
    return last!;
  }
}

function toReplySubject(root: Letter | undefined, forwards: boolean): string {
  if (!root) return '';
  const bare = root.subject.replace(/^((回复|转发)：|(Re|Fwd): )+/, '');
  if (root.english) return `${forwards ? 'Fwd' : 'Re'}: ${bare}`;
  return `${forwards ? '转发' : '回复'}：${bare}`;
}
