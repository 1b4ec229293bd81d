import type { FeedCard } from '../types.ts';

/** Why one person of a task did not get it, in the platform's numbers (dingtalk-api.md §3.5). */
export interface Dropped {
  readonly userid: string;
  readonly code: '143103' | '143105' | '143106';
}

export interface Task {
  readonly id: number;
  readonly agentId: number;
  readonly at: number;
  readonly delivered: string[];
  readonly invalid: string[];
  readonly dropped: Dropped[];
}

/** Everything that survives a restart. */
export interface Memory {
  /** By person, oldest first. */
  cards: Record<string, FeedCard[]>;
  tasks: Task[];
  nextTask: number;
  /** Counted calls of one month. */
  month: string;
  counted: number;
  /** What one day has seen: hashes of contents and numbers of messages, by app and person. */
  day: string;
  contents: string[];
  perPerson: Record<string, number>;
}

export const emptyMemory = (): Memory => ({
  cards: {},
  tasks: [],
  nextTask: 310_000_000_001,
  month: '',
  counted: 0,
  day: '',
  contents: [],
  perPerson: {},
});
