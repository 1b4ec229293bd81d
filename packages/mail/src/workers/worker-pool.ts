import { Worker } from 'node:worker_threads';

/** What one piece of work may cost (security.md B1). */
export interface WorkBudget {
  /** Milliseconds of processor time. */
  readonly cpuMs: number;
  readonly heapMb: number;
}

/** What a worker says: once that it has loaded, then one answer for each piece of work. */
export type WorkerWord<Answer> = 'ready' | 'too_complex' | { readonly answer: Answer };

interface Task<Work, Answer> {
  readonly work: Work;
  readonly transfer: readonly ArrayBuffer[];
  readonly resolve: (answer: Answer | 'too_complex') => void;
}
interface Slot<Work, Answer> {
  readonly worker: Worker;
  task: Task<Work, Answer> | undefined;
  timer: NodeJS.Timeout | undefined;
  ready: boolean;
}

const REST_MS = 60_000;
/** A worker that gets no processor at all is given this much more time by the clock. */
const PATIENCE = 5;

/** A few workers for hostile input; one that overspends is killed and its work is too complex. They end when they rest. */
export class WorkerPool<Work, Answer> {
  readonly #script: URL;
  readonly #budget: WorkBudget;
  readonly #most: number;
  readonly #slots = new Set<Slot<Work, Answer>>();
  readonly #queue: Task<Work, Answer>[] = [];
  #closing = false;

  constructor(script: URL, budget: WorkBudget, most: number) {
    this.#script = script;
    this.#budget = budget;
    this.#most = most;
  }

  run(work: Work, transfer: readonly ArrayBuffer[] = []): Promise<Answer | 'too_complex'> {
    return new Promise((resolve) => {
      this.#queue.push({ work, transfer, resolve });
      this.#next();
    });
  }

  /** Ends the workers, each when it has done what it was given: the budget says when that is at the latest. */
  async close(): Promise<void> {
    this.#closing = true;
    const gone = [...this.#slots].map(({ worker }) => new Promise((resolve) => worker.once('exit', resolve)));
    if (this.#queue.length === 0)
      for (const { task, worker } of this.#slots) if (task === undefined) void worker.terminate();
    await Promise.all(gone);
  }

  #next(): void {
    if (this.#queue.length === 0) return;
    const free = [...this.#slots].find(({ task }) => task === undefined);
    const slot = free ?? (this.#slots.size < this.#most ? this.#open() : undefined);
    if (!slot) return;
    const task = this.#queue.shift()!;
    slot.task = task;
    slot.worker.ref();
    slot.worker.postMessage(task.work, [...task.transfer]);
    if (slot.ready) this.#guard(slot, 0);
  }

  #open(): Slot<Work, Answer> {
    const worker = new Worker(this.#script, {
      // Needs none of the process's settings, and some (--eval) would break it.
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: this.#budget.heapMb, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
    });
    const slot: Slot<Work, Answer> = { worker, task: undefined, timer: undefined, ready: false };
    this.#slots.add(slot);
    worker.on('message', (word: WorkerWord<Answer>) => {
      if (word !== 'ready') return this.#settle(slot, word === 'too_complex' ? word : word.answer);
      slot.ready = true;
      // What loading our own code cost is not on the mail's account.
      if (slot.task) this.#guard(slot, 0);
    });
    // Out of memory or a bug of ours: either way this mail cannot be shown.
    worker.on('error', () => this.#drop(slot));
    worker.on('exit', () => this.#drop(slot));
    return slot;
  }

  /** Looks again when the budget could be used up; time spent waiting for the processor is not the mail's fault. */
  #guard(slot: Slot<Work, Answer>, round: number, startCpu = cpuOf(slot.worker)): void {
    clearTimeout(slot.timer);
    const { task } = slot;
    slot.timer = setTimeout(async () => {
      const [before, now] = await Promise.all([startCpu, cpuOf(slot.worker)]);
      if (slot.task !== task || !this.#slots.has(slot)) return;
      const spent = before === undefined || now === undefined ? Number.POSITIVE_INFINITY : now - before;
      if (spent >= this.#budget.cpuMs * 0.9 || round >= PATIENCE) void slot.worker.terminate();
      else this.#guard(slot, round + 1, startCpu);
    }, this.#budget.cpuMs);
  }

  #settle(slot: Slot<Work, Answer>, answer: Answer | 'too_complex'): void {
    clearTimeout(slot.timer);
    const { task } = slot;
    slot.task = undefined;
    slot.worker.unref();
    if (this.#closing && this.#queue.length === 0) void slot.worker.terminate();
    else slot.timer = setTimeout(() => void slot.worker.terminate(), REST_MS).unref();
    task?.resolve(answer);
    this.#next();
  }

  #drop(slot: Slot<Work, Answer>): void {
    if (!this.#slots.delete(slot)) return;
    clearTimeout(slot.timer);
    slot.task?.resolve('too_complex');
    slot.task = undefined;
    this.#next();
  }
}

async function cpuOf(worker: Worker): Promise<number | undefined> {
  try {
    const { user, system } = await worker.cpuUsage();
    return (user + system) / 1000;
  } catch {
    return undefined;
  }
}
