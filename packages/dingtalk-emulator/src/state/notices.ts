import { createHash } from 'node:crypto';
import type { Clock } from '@hongyan/kit';
import type { EmulatorApp, EmulatorCompany, FeedCard, Limits } from '../types.ts';
import { dayOf } from './day.ts';
import type { Dropped, Memory, Task } from './memory.ts';
import type { Saved } from './saved.ts';

type Message = FeedCard['msg'];

/** The work notifications of the organisation: who got which, and what was silently dropped. */
export interface Notices {
  send(app: EmulatorApp, userIds: readonly string[], msg: Message, receivedAt: number): Task;
  task(agentId: number, taskId: number): Task | undefined;
  cards(userId: string): FeedCard[];
  /** The readers and the others among those who got this task. */
  readers(task: Task): { read: string[]; unread: string[] };
  markRead(cardId: string): void;
  setStatus(task: Task, status: { value: string; background: string }): void;
  recall(task: Task): void;
}

const keptPerPerson = 200;

export function createNotices(deps: {
  readonly clock: Clock;
  readonly company: EmulatorCompany;
  readonly limits: Limits;
  readonly memory: Saved<Memory>;
  readonly onCard: (card: FeedCard) => void;
  readonly onChange: (userId: string) => void;
}): Notices {
  const { clock, company, limits, memory } = deps;
  const people = new Set(company.people.map((person) => person.userId));
  const kept = memory.value;
  const seen = new Set(kept.contents);
  const cardsOf = (userId: string): readonly FeedCard[] => kept.cards[userId] ?? [];
  let minute = { number: 0, recipients: 0 };

  /** The rule that swallows this message for this person, if one does: the caller is told nothing (§3.2). */
  function dropCode(agentId: number, userId: string, hash: string): Dropped['code'] | undefined {
    const person = `${agentId}/${userId}`;
    if (seen.has(`${person}/${hash}`)) return '143106';
    if ((kept.perPerson[person] ?? 0) >= limits.dailyPerPerson) return '143105';
    if (minute.recipients >= limits.recipientsPerMinute) return '143103';
    return undefined;
  }

  function turnOver(): void {
    const day = dayOf(clock.now());
    if (day !== kept.day) {
      Object.assign(kept, { day, contents: [], perPerson: {} });
      seen.clear();
    }
    const number = Math.floor(clock.now() / 60_000);
    if (number !== minute.number) minute = { number, recipients: 0 };
  }

  function note(agentId: number, userId: string, hash: string): void {
    const person = `${agentId}/${userId}`;
    seen.add(`${person}/${hash}`);
    kept.contents.push(`${person}/${hash}`);
    kept.perPerson[person] = (kept.perPerson[person] ?? 0) + 1;
    minute.recipients += 1;
  }

  function change(match: (card: FeedCard) => boolean, to: (card: FeedCard) => FeedCard | undefined): void {
    for (const [userId, cards] of Object.entries(kept.cards)) {
      if (!cards.some(match)) continue;
      kept.cards[userId] = cards.flatMap((card) => (match(card) ? (to(card) ?? []) : card));
      deps.onChange(userId);
    }
    memory.save();
  }

  return {
    send(app, userIds, msg, receivedAt) {
      turnOver();
      const hash = contentHash(msg);
      const task: Task = {
        id: kept.nextTask++,
        agentId: app.agentId,
        at: receivedAt,
        delivered: [],
        invalid: [],
        dropped: [],
      };
      const cards: FeedCard[] = [];
      for (const userId of new Set(userIds)) {
        if (!people.has(userId)) {
          task.invalid.push(userId);
          continue;
        }
        const code = dropCode(app.agentId, userId, hash);
        if (code) {
          task.dropped.push({ userid: userId, code });
          continue;
        }
        note(app.agentId, userId, hash);
        task.delivered.push(userId);
        cards.push(toCard(app, task, userId, msg, receivedAt));
      }
      kept.tasks = [...kept.tasks.slice(-999), task];
      for (const card of cards) kept.cards[card.userId] = [...cardsOf(card.userId).slice(1 - keptPerPerson), card];
      memory.save();
      for (const card of cards) deps.onCard(card);
      return task;
    },
    task: (agentId, taskId) => kept.tasks.find((task) => task.id === taskId && task.agentId === agentId),
    cards: (userId) => [...cardsOf(userId)],
    readers(task) {
      const hasRead = (userId: string) => cardsOf(userId).some((card) => card.taskId === task.id && card.read);
      return { read: task.delivered.filter(hasRead), unread: task.delivered.filter((userId) => !hasRead(userId)) };
    },
    markRead: (cardId) =>
      change(
        (card) => card.id === cardId && !card.read,
        (card) => ({ ...card, read: true }),
      ),
    setStatus: (task, status) =>
      change(
        (card) => card.taskId === task.id,
        (card) => ({ ...card, status }),
      ),
    recall: (task) =>
      change(
        (card) => card.taskId === task.id,
        () => undefined,
      ),
  };
}

function toCard(app: EmulatorApp, task: Task, userId: string, msg: Message, receivedAt: number): FeedCard {
  const bar = (msg.oa as { status_bar?: { status_value?: unknown; status_bg?: unknown } } | undefined)?.status_bar;
  return {
    id: `${task.id}-${userId}`,
    taskId: task.id,
    userId,
    agentId: app.agentId,
    appName: app.name,
    receivedAt,
    msg,
    read: false,
    ...(bar ? { status: { value: String(bar.status_value ?? ''), background: String(bar.status_bg ?? '') } } : {}),
  };
}

/** Which fields the platform compares is not documented; here it is the whole message, whatever the order of its keys. */
const contentHash = (msg: Message): string =>
  createHash('sha256')
    .update(JSON.stringify(sorted(msg)))
    .digest('base64url');

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
