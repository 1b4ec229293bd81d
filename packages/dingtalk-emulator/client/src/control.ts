import { useEffect, useRef, useState } from 'preact/hooks';
import type { ControlCommands, ControlName } from '../../src/control.ts';
import { useLanguage } from './i18n.ts';

/** A command that the platform refused, in words. */
export class Refusal extends Error {
  readonly zh: string;
  readonly en: string;
  constructor(zh: string, en: string) {
    super(zh);
    this.zh = zh;
    this.en = en;
  }
}

/** One command of the control API. */
export async function control<N extends ControlName>(
  name: N,
  input: ControlCommands[N]['in'],
): Promise<ControlCommands[N]['out']> {
  const response = await fetch(`/__emulator/control/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  const value = (await response.json().catch(() => ({}))) as { message?: string; en?: string };
  if (!response.ok) {
    const zh = value.message ?? `替身没有接受（HTTP ${response.status}）`;
    throw new Refusal(zh, value.en ?? value.message ?? `The stand-in refused it (HTTP ${response.status})`);
  }
  return value as ControlCommands[N]['out'];
}

/** One act at a time: whether it is under way, what it was refused for, what it achieved. */
export interface Act {
  readonly busy: boolean;
  readonly problem: string;
  readonly done: string;
  /** Answers whether it was done. */
  run(what: () => Promise<unknown>, done?: string): Promise<boolean>;
  fail(problem: string): void;
  clear(): void;
}

export function useAct(): Act {
  const language = useLanguage();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const [done, setDone] = useState('');
  const living = useRef(true);
  useEffect(() => {
    living.current = true;
    return () => {
      living.current = false;
    };
  }, []);
  return {
    busy,
    problem,
    done,
    async run(what, text = '') {
      setBusy(true);
      setProblem('');
      setDone('');
      try {
        await what();
        if (living.current) setDone(text);
        return true;
      } catch (error) {
        const words = error instanceof Refusal ? error[language] : String(error);
        if (living.current) setProblem(words);
        return false;
      } finally {
        if (living.current) setBusy(false);
      }
    },
    fail(text) {
      setDone('');
      setProblem(text);
    },
    clear() {
      setDone('');
      setProblem('');
    },
  };
}
