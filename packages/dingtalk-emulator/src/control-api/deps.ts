import type { FullState } from '../client-api/state.ts';
import type { Container } from '../container/container.ts';
import type { ControlCommands, ControlName } from '../control.ts';
import type { NetworkMode } from '../model.ts';
import type { World } from '../state/world.ts';
import type { Given } from './input.ts';

/** What the commands work on. */
export interface ControlDeps {
  readonly world: World;
  readonly container: Container;
  /** Everything that can be seen of the make-believe platform. */
  readonly state: () => FullState;
  readonly setNetwork: (mode: NetworkMode) => void;
  readonly onNewMail: ((userId: string) => Promise<void>) | undefined;
}

type Done<N extends ControlName> = ControlCommands[N]['out'] | Promise<ControlCommands[N]['out']>;

/** One reader and doer for each command; the fields are not yet believed. */
export type Handlers<N extends ControlName = ControlName> = {
  readonly [K in N]: (deps: ControlDeps, given: Given) => Done<K>;
};
