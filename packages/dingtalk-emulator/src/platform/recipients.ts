import { everyoneWithin } from '../state/scope.ts';
import { type CallContext, isTrue, text } from './call.ts';
import { type Answer, flat } from './errors.ts';

const maxNamed = 100;
const maxDepartments = 20;

/** Whom a send is for (dingtalk-api.md §3.1). */
export interface Recipients {
  readonly userIds: readonly string[];
  readonly invalidDepartments: readonly number[];
  readonly toAll: boolean;
  /** Only named people, and no more than this: what a status bar asks for. */
  readonly named: number | undefined;
}

export function readRecipients({ world, body }: CallContext): Recipients | Answer {
  const names = listOf(body.userid_list);
  if (names.some((name) => !/^[^\s,;|]+$/.test(name))) return flat(40031, '不合法的UserID列表');
  if (names.length > maxNamed) return flat(40032, '不合法的UserID列表长度');
  const ids = listOf(body.dept_id_list).map(Number);
  if (ids.length > maxDepartments || ids.some((id) => !Number.isSafeInteger(id)))
    return flat(40035, '不合法的参数：dept_id_list');
  const toAll = isTrue(body.to_all_user);
  if (!toAll && names.length === 0 && ids.length === 0) {
    return flat(40035, '不合法的参数：userid_list、dept_id_list、to_all_user');
  }
  const { organisation } = world;
  const known = ids.filter((id) => organisation.department(id));
  const within = toAll
    ? [...organisation.people()].filter((one) => !one.external)
    : everyoneWithin(organisation, known);
  return {
    userIds: [...names, ...within.map((person) => person.userId)],
    invalidDepartments: ids.filter((id) => !known.includes(id)),
    toAll,
    named: toAll || ids.length > 0 ? undefined : names.length,
  };
}

const listOf = (value: unknown): string[] => text(value).split(',').filter(Boolean);
