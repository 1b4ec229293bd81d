import type { EmulatorApp, FeedCard } from '../model.ts';
import type { WorldClock } from './clock.ts';
import { contentHash } from './content.ts';
import { createDelivery, type Delivery } from './delivery.ts';
import { createFeeds } from './feeds.ts';
import type { LimitBook } from './limits.ts';
import type { DropCode, Memory, Task } from './memory.ts';
import type { Organisation } from './organisation.ts';
import type { Saved } from './saved.ts';
import type { Switches } from './switches.ts';

type Message = FeedCard['msg'];

/** One send as the platform has accepted it. */
export interface Sending {
  readonly app: EmulatorApp;
  readonly userIds: readonly string[];
  readonly invalidDepartments?: readonly number[];
  readonly toAll?: boolean;
  readonly msg: Message;
  readonly receivedAt: number;
  /** Injected: nobody gets it, for this reason. */
  readonly dropAll?: DropCode | undefined;
}

/** The work notifications of the organisation: who got which, and what was silently dropped. */
export interface Notices {
  send(sending: Sending): Task;
  task(agentId: number, taskId: number): Task | undefined;
  cards(userId: string): FeedCard[];
  unread(userId: string): number;
  /** The readers and the others among those who got this task. */
  readers(task: Task): { read: string[]; unread: string[] };
  markRead(cardId: string): void;
  setStatus(task: Task, status: { value: string; background: string }): void;
  recall(task: Task): void;
}

/** Tasks are known for as long as their bars may change; the stand-in keeps so many, with so many people. */
const keptTasks = 20_000;
const keptRecipients = 200_000;
/** So many who did not get a message are named. */
const namedMisses = 100;

export function createNotices(deps: {
  readonly clock: WorldClock;
  readonly organisation: Organisation;
  readonly limits: LimitBook;
  readonly switches: Switches;
  readonly memory: Saved<Memory>;
  readonly onCard: (card: FeedCard) => void;
  readonly onChange: (userId: string) => void;
}): Notices {
  const { memory, organisation } = deps;
  const kept = memory.value;
  const delivery: Delivery = createDelivery(deps);
  const feeds = createFeeds(memory, deps.onChange);
  const tasks = new Map(kept.sentTasks.map((task) => [task.id, task]));
  let recipients = kept.sentTasks.reduce((sum, task) => sum + task.delivered.length, 0);

  function remember(task: Task): void {
    kept.sentTasks.push(task);
    tasks.set(task.id, task);
    recipients += task.delivered.length;
    while ((recipients > keptRecipients && kept.sentTasks.length > 1) || kept.sentTasks.length > keptTasks) {
      const oldest = kept.sentTasks.shift()!;
      tasks.delete(oldest.id);
      recipients -= oldest.delivered.length;
    }
  }

  return {
    send({ app, userIds, invalidDepartments = [], toAll = false, msg, receivedAt, dropAll }) {
      const hash = contentHash(msg, deps.switches.linksCountAsContent);
      const names = new Set(userIds);
      const task: Task = {
        id: kept.nextTask++,
        agentId: app.agentId,
        at: receivedAt,
        msgtype: msg.msgtype,
        recipients: names.size,
        delivered: [],
        invalid: [],
        invalidDepartments: [...invalidDepartments],
        dropped: [],
      };
      const decide = delivery.open(app.agentId, hash, toAll);
      const cards: FeedCard[] = [];
      for (const userId of names) {
        const person = organisation.person(userId);
        if (!person || person.external) {
          if (task.invalid.length < namedMisses) task.invalid.push(userId);
          continue;
        }
        const code = dropAll ?? decide(person);
        if (code) {
          if (task.dropped.length < namedMisses) task.dropped.push({ userid: userId, code });
          continue;
        }
        task.delivered.push(userId);
        cards.push(toCard(app, task, userId, msg, receivedAt));
      }
      remember(task);
      for (const card of cards) feeds.add(card);
      memory.save();
      for (const card of cards) deps.onCard(card);
      return task;
    },
    task(agentId, taskId) {
      const task = tasks.get(taskId);
      return task?.agentId === agentId ? task : undefined;
    },
    cards: (userId) => [...feeds.of(userId)],
    unread: (userId) => feeds.of(userId).reduce((sum, card) => sum + (card.read ? 0 : 1), 0),
    readers(task) {
      const hasRead = (userId: string) => feeds.of(userId).some((card) => card.taskId === task.id && card.read);
      const read = new Set(task.delivered.filter(hasRead));
      return { read: [...read], unread: task.delivered.filter((userId) => !read.has(userId)) };
    },
    markRead(cardId) {
      const userId = cardId.slice(cardId.indexOf('-') + 1);
      feeds.change(
        [userId],
        (card) => card.id === cardId && !card.read,
        (card) => ({ ...card, read: true }),
      );
      memory.save();
    },
    setStatus(task, status) {
      feeds.change(
        task.delivered,
        (card) => card.taskId === task.id,
        (card) => ({ ...card, status }),
      );
      memory.save();
    },
    recall(task) {
      feeds.change(
        task.delivered,
        (card) => card.taskId === task.id,
        () => undefined,
      );
      memory.save();
    },
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
