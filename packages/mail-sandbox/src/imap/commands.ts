import type { Profile } from '../profiles.ts';
import { append } from './commands/append.ts';
import { capability, id, logout, namespace, noop } from './commands/basics.ts';
import { copy, move } from './commands/copy.ts';
import { close, expunge, unselect } from './commands/expunge.ts';
import { fetch } from './commands/fetch.ts';
import { create, remove, rename, subscribe } from './commands/folders.ts';
import { idle } from './commands/idle.ts';
import { list } from './commands/list.ts';
import { authenticate, login } from './commands/login.ts';
import { search } from './commands/search.ts';
import { examine, select } from './commands/select.ts';
import { status } from './commands/status.ts';
import { store } from './commands/store.ts';
import type { Command } from './session.ts';

const always: Readonly<Record<string, Command>> = {
  APPEND: append,
  AUTHENTICATE: authenticate,
  CAPABILITY: capability,
  CHECK: noop,
  CLOSE: close,
  COPY: copy,
  CREATE: create,
  DELETE: remove,
  EXAMINE: examine,
  EXPUNGE: expunge,
  FETCH: fetch,
  LIST: list('LIST'),
  LOGIN: login,
  LOGOUT: logout,
  LSUB: list('LSUB'),
  NOOP: noop,
  RENAME: rename,
  SEARCH: search,
  SELECT: select,
  STATUS: status,
  STORE: store,
  SUBSCRIBE: subscribe,
  UNSUBSCRIBE: subscribe,
};

/** Only where the profile names the capability. */
const byCapability: Readonly<Record<string, Command>> = {
  ID: id,
  IDLE: idle,
  MOVE: move,
  NAMESPACE: namespace,
  UNSELECT: unselect,
  XLIST: list('XLIST'),
};

/** The verb as this provider knows it. */
export function findCommand(verb: string, profile: Profile): Command | undefined {
  if (Object.hasOwn(always, verb)) return always[verb];
  return Object.hasOwn(byCapability, verb) && profile.capabilities.includes(verb) ? byCapability[verb] : undefined;
}
