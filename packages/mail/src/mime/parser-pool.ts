import { Worker } from 'node:worker_threads';
import type { ParsedMessage } from '../types.ts';

/** What one message may cost (security.md B1). */
export interface ParseBudget {
  /** Milliseconds of processor time. */
  readonly cpuMs: number;
  readonly heapMb: number;
}

export const defaultBudget: ParseBudget = { cpuMs: 2000, heapMb: 64 };

type Answer = ParsedMessage | 'too_complex';
interface Job {
  readonly raw: Uint8Array<ArrayBuffer>;
  readonly resolve: (answer: Answer) => void;
}
interface Slot {
  readonly worker: Worker;
  job: Job | undefined;
  timer: NodeJS.Timeout | undefined;
  ready: boolean;
}

const REST_MS = 60_000;
/** A worker that gets no processor at all is given this much more time by the clock. */
const PATIENCE = 5;

/** A few workers that parse; one that overspends is killed and its message is too complex. */
export class ParserPool {
  readonly #budget: ParseBudget;
  readonly #most: number;
  readonly #slots = new Set<Slot>();
  readonly #queue: Job[] = [];

  constructor(budget: ParseBudget = defaultBudget, most = 2) {
    this.#budget = budget;
    this.#most = most;
  }

  parse(raw: Uint8Array): Promise<Answer> {
    return new Promise((resolve) => {
      // A copy of exactly these bytes: a view would take its whole neighbourhood along.
      this.#queue.push({ raw: new Uint8Array(raw), resolve });
      this.#next();
    });
  }

  /** Ends all workers; what they were doing counts as too complex. */
  async close(): Promise<void> {
    await Promise.all([...this.#slots].map(({ worker }) => worker.terminate()));
  }

  #next(): void {
    if (this.#queue.length === 0) return;
    const free = [...this.#slots].find(({ job }) => job === undefined);
    const slot = free ?? (this.#slots.size < this.#most ? this.#open() : undefined);
    if (!slot) return;
    const job = this.#queue.shift()!;
    slot.job = job;
    slot.worker.ref();
    slot.worker.postMessage(job.raw, [job.raw.buffer]);
    if (slot.ready) this.#guard(slot, 0);
  }

  #open(): Slot {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: this.#budget.heapMb, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
    });
    const slot: Slot = { worker, job: undefined, timer: undefined, ready: false };
    this.#slots.add(slot);
    worker.on('online', () => {
      slot.ready = true;
      if (slot.job) this.#guard(slot, 0);
    });
    worker.on('message', (answer: Answer) => this.#settle(slot, answer));
    // Out of memory or a bug in the parser: either way this message cannot be shown.
    worker.on('error', () => this.#drop(slot));
    worker.on('exit', () => this.#drop(slot));
    return slot;
  }

  /** Looks again when the budget could be used up; time spent waiting for the processor is not the message's fault. */
  #guard(slot: Slot, round: number, startCpu = cpuOf(slot.worker)): void {
    clearTimeout(slot.timer);
    slot.timer = setTimeout(async () => {
      const [before, now] = await Promise.all([startCpu, cpuOf(slot.worker)]);
      if (slot.job === undefined || !this.#slots.has(slot)) return;
      const spent = before === undefined || now === undefined ? Number.POSITIVE_INFINITY : now - before;
      if (spent >= this.#budget.cpuMs * 0.9 || round >= PATIENCE) void slot.worker.terminate();
      else this.#guard(slot, round + 1, startCpu);
    }, this.#budget.cpuMs);
  }

  #settle(slot: Slot, answer: Answer): void {
    clearTimeout(slot.timer);
    const job = slot.job;
    slot.job = undefined;
    slot.worker.unref();
    slot.timer = setTimeout(() => void slot.worker.terminate(), REST_MS);
    slot.timer.unref();
    job?.resolve(answer);
    this.#next();
  }

  #drop(slot: Slot): void {
    if (!this.#slots.delete(slot)) return;
    clearTimeout(slot.timer);
    slot.job?.resolve('too_complex');
    slot.job = undefined;
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
