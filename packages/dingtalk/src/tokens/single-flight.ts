/** Runs one piece of work for each key at a time: who asks meanwhile gets the same outcome. */
export function createSingleFlight<T>(): (key: string, run: () => Promise<T>) => Promise<T> {
  const underway = new Map<string, Promise<T>>();
  return (key, run) => {
    const running = underway.get(key);
    if (running) return running;
    const started = run().finally(() => underway.delete(key));
    underway.set(key, started);
    return started;
  };
}
