import type { IncomingMessage } from 'node:http';
import type { World } from '../state/world.ts';
import type { CallRecord, FaultRule } from '../types.ts';
import type { CallOutcome } from './call.ts';
import { type Answer, codeOf } from './errors.ts';
import { shownAnswer, shownRequest } from './redaction.ts';
import { ruleOfCode } from './rules.ts';

/** One request as it came, read once. */
export interface Asked {
  readonly family: 'old' | 'new';
  readonly path: string;
  readonly request: IncomingMessage;
  readonly query: URLSearchParams;
  readonly raw: Buffer;
  readonly type: string;
  readonly ip: string;
  readonly receivedAt: number;
}

/** How one request ended. */
export interface Ended {
  readonly status: number;
  readonly code: string;
  readonly about: CallOutcome['about'];
  readonly rule?: CallRecord['rule'];
  readonly counted?: boolean;
  readonly answer?: Buffer;
}

/** Writes one request into the log of calls, without its secrets. */
export function record(world: World, asked: Asked, fault: FaultRule | undefined, appKey: string, ended: Ended): void {
  const rule = ended.rule ?? ruleOfCode(ended.code);
  world.record({
    receivedAt: asked.receivedAt,
    method: asked.request.method ?? 'GET',
    path: asked.path,
    family: asked.family,
    bytes: asked.raw.length,
    status: ended.status,
    code: ended.code,
    counted: ended.counted ?? false,
    ms: world.clock.now() - asked.receivedAt,
    about: ended.about,
    ...(fault ? { fault: fault.kind } : {}),
    // What was injected broke no rule.
    ...(rule && !fault ? { rule } : {}),
    ...(appKey ? { appKey } : {}),
    caller: asked.request.headers['user-agent'] ?? '',
    request: shownRequest(asked.query, asked.raw, asked.type),
    response: ended.answer ? shownAnswer(ended.answer) : '',
  });
}

export const endedWith = (answer: Answer, outcome: Omit<CallOutcome, 'answer'>, counted: boolean): Ended => ({
  status: answer.status,
  code: codeOf(answer),
  about: outcome.about,
  ...(outcome.rule ? { rule: outcome.rule } : {}),
  counted,
});
