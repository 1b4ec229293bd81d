import type { ControlCommands, ControlName } from '../control.ts';
import { appCommands } from './apps.ts';
import type { ControlDeps, Handlers } from './deps.ts';
import { eventCommands } from './events.ts';
import { ControlRefusal, type Given, isRecord } from './input.ts';
import { limitCommands } from './limits.ts';
import { organisationCommands } from './organisation.ts';
import { peopleCommands } from './people.ts';

const handlers: Handlers = {
  ...appCommands,
  ...organisationCommands,
  ...eventCommands,
  ...limitCommands,
  ...peopleCommands,
};

/** Every command there is. */
export const controlNames = Object.keys(handlers) as readonly ControlName[];

export const isControlName = (name: string): name is ControlName => Object.hasOwn(handlers, name);

/** Does one command; refuses what cannot be, with words in both languages. */
export async function runControl<N extends ControlName>(
  deps: ControlDeps,
  name: N,
  input: unknown,
): Promise<ControlCommands[N]['out']> {
  if (!isRecord(input)) throw new ControlRefusal(400, '命令须为 JSON 对象', 'A command must be a JSON object');
  const handle = handlers[name] as (deps: ControlDeps, given: Given) => Promise<ControlCommands[N]['out']>;
  try {
    return await handle(deps, input);
  } catch (error) {
    // What the state model refuses, it refuses as DingTalk's consoles do.
    if (!(error instanceof RangeError)) throw error;
    throw new ControlRefusal(409, error.message, (error as { en?: string }).en ?? error.message);
  }
}
