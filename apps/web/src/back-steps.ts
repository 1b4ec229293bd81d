/** Something that lies over the page and has a step of the history for itself. */
export interface Guard {
  /** The back gesture: false to stay open. */
  readonly close: () => boolean;
}

const guards: Guard[] = [];
/** Steps back that we make ourselves and that mean nothing to the guards. */
let own = 0;
/** A step whose guard is gone: the next guard takes it over, else it is taken away. */
let spare = false;
let listening = false;

const guarded = (): boolean => (history.state as { guard?: boolean } | null)?.guard === true;
const push = () => history.pushState({ ...(history.state as object | null), guard: true }, '');

/** Lays a step over the page; the returned function takes it away again. */
export function layStep(guard: Guard): () => void {
  listen();
  guards.push(guard);
  if (spare && guarded()) spare = false;
  else push();
  return () => {
    const at = guards.indexOf(guard);
    if (at < 0) return;
    guards.splice(at, 1);
    spare = true;
    setTimeout(dropSpare);
  };
}

/** Closed by a button: our step goes away, unless the page has moved on from it. */
function dropSpare(): void {
  if (!spare) return;
  spare = false;
  if (!guarded()) return;
  own += 1;
  history.back();
}

/** How many steps of ours lie above the page. Whoever goes back from the page skips them, and their guards with them. */
export function takeSteps(): number {
  const steps = guards.length + (spare ? 1 : 0);
  guards.length = 0;
  spare = false;
  return steps;
}

/** Runs at once, or after the step back that is under way: until then the history still stands on the step that goes. */
export function afterOwnBack(run: () => void): void {
  if (own > 0) waiting.push(run);
  else run();
}

const waiting: (() => void)[] = [];

function listen(): void {
  if (listening) return;
  listening = true;
  window.addEventListener('popstate', () => {
    if (own > 0) {
      own -= 1;
      if (own === 0) for (const run of waiting.splice(0)) run();
      return;
    }
    const guard = guards.pop();
    if (!guard || guard.close()) return;
    guards.push(guard);
    push();
  });
}
