import type { Folder } from '../../store/folder.ts';
import { fromWireName } from '../../store/wire-name.ts';
import type { Completion, Session } from '../session.ts';

/** The folder that the client names, or undefined. */
export function findFolder(session: Session, wireName: string): Folder | undefined {
  const name = fromWireName(wireName);
  return name === undefined ? undefined : session.account?.find(name);
}

/** NetEase's refusal of clients that did not say who they are after login (mail-providers.md §2.3.1). */
export function unsafeLogin(session: Session, verb: string): Completion | undefined {
  if (!session.house.profile.idRequired || session.idCame) return undefined;
  return `NO ${verb} Unsafe Login. Please contact kefu@188.com for help`;
}
