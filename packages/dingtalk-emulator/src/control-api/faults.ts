import type { FaultKind, FaultRule } from '../model.ts';
import { ControlRefusal, type Given, numberOf, oneOf, optional, textOf } from './input.ts';

const kinds = [
  'status',
  'errcode',
  'down',
  'hang',
  'cut',
  'slow',
  'page',
  'token',
  'ip',
  'permission',
  'quota',
] as const satisfies readonly FaultKind[];

/** A fault as somebody asks for it, checked. */
export function readFault(given: Given): FaultRule {
  const path = textOf(given, 'path');
  if (path !== '*' && !/^(\/|jsapi:)/.test(path))
    throw new ControlRefusal(
      400,
      'path 须为 *、接口路径或 jsapi: 加方法名',
      'path must be *, a path, or jsapi: and a method',
    );
  const status = optional(given, 'status', numberOf);
  const ms = optional(given, 'ms', numberOf);
  const times = optional(given, 'times', (from, name) => numberOf(from, name, 1));
  const code = optional(given, 'code', textOf);
  return {
    path,
    kind: oneOf(given, 'kind', kinds),
    ...(status === undefined ? {} : { status }),
    ...(ms === undefined ? {} : { ms }),
    ...(times === undefined ? {} : { times }),
    ...(code === undefined ? {} : { code }),
  };
}
