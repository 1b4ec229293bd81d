/** The shortest time between two questions: while a product calls twenty times a second, nobody reads that fast. */
const restMs = 200;

/**
 * Reads something again whenever it is asked to, one question at a time. What is asked while an answer is under way is asked
 * once more afterwards: an answer that left before a change never has the last word.
 */
export function createReader<T>(ask: () => Promise<T>, take: (value: T) => void): () => void {
  let busy = false;
  let again = false;
  const read = async (): Promise<void> => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    do {
      again = false;
      try {
        take(await ask());
      } catch {
        // The stand-in is away; the event stream says so and asks anew when it is back.
      }
      if (again) await new Promise((resolve) => setTimeout(resolve, restMs));
    } while (again);
    busy = false;
  };
  return () => void read();
}
