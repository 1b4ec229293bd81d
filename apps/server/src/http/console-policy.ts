import type { AuditEntry } from '@hongyan/contract';
import { AppError, type CorpId, parseCorpId } from '@hongyan/kit';
import type { ConsolePrincipal } from './types.ts';

/** The corp that the address names, if this session may manage it; another's is refused like one that is not there. */
export function requireCorp(principal: ConsolePrincipal, named: string): CorpId {
  const corpId = parseCorpId(named);
  if (!corpId || (principal.kind === 'admin' && principal.corpId !== corpId))
    throw new AppError('session.unknown_corp');
  return corpId;
}

/** Routes of the whole installation. */
export function requireOperator(principal: ConsolePrincipal): void {
  if (principal.kind !== 'operator') throw new AppError('request.not_found');
}

/** Who an audit entry names. */
export const toActor = (principal: ConsolePrincipal, address: string): AuditEntry['actor'] =>
  principal.kind === 'operator'
    ? { kind: 'operator', address }
    : { kind: 'admin', userId: principal.userId, name: principal.name, address };
