import type { FeedCard } from '../model.ts';
import type { App } from './app.ts';
import type { Edit } from './journal.ts';

/** Why one person of a task did not get it, in the platform's numbers (dingtalk-api.md §3.5). */
export type DropCode = '143103' | '143104' | '143105' | '143106' | '1430002' | '1430003' | '1430004';

export interface Dropped {
  readonly userid: string;
  readonly code: DropCode;
}

export interface Task {
  readonly id: number;
  readonly agentId: number;
  readonly at: number;
  readonly msgtype: string;
  /** Everyone whom it was meant for. */
  readonly recipients: number;
  readonly delivered: string[];
  /** Named only while there are few: nobody can ask for the result of a large task (§3.5). */
  readonly invalid: string[];
  readonly invalidDepartments: number[];
  readonly dropped: Dropped[];
}

/** What one app has sent to one person since a moment. */
export interface Sent {
  readonly since: number;
  readonly count: number;
}

/** Everything that survives a restart. */
export interface Memory {
  /** By person, oldest first. */
  cards: Record<string, FeedCard[]>;
  sentTasks: Task[];
  nextTask: number;
  /** Counted calls and messages of one month. */
  month: string;
  counted: number;
  messages: number;
  /** When a content was first sent, by app, person and hash; how many messages, by app and person; sends to everyone, by app. */
  sentContents: Record<string, number>;
  sentToPerson: Record<string, Sent>;
  sentToAll: Record<string, Sent>;
  /** What the developer console made; apps that a test registered are given again at each start. */
  madeApps: App[];
  /** What was changed of the organisation since the company's file. */
  edits: Edit[];
}

export const emptyMemory = (): Memory => ({
  cards: {},
  sentTasks: [],
  nextTask: 310_000_000_001,
  month: '',
  counted: 0,
  messages: 0,
  sentContents: {},
  sentToPerson: {},
  sentToAll: {},
  madeApps: [],
  edits: [],
});
