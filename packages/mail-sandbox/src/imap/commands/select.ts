import type { Cursor } from '../cursor.ts';
import type { Command, Completion, Session } from '../session.ts';
import { findFolder, unsafeLogin } from './shared.ts';

const systemFlags = '\\Answered \\Flagged \\Deleted \\Seen \\Draft';

/** RFC 3501 §6.3.1. */
export const select: Command = { needs: 'login', run: (session, args) => open(session, args, false) };
/** RFC 3501 §6.3.2. */
export const examine: Command = { needs: 'login', run: (session, args) => open(session, args, true) };

function open(session: Session, args: Cursor, readOnly: boolean): Completion {
  args.space();
  const name = args.astring();
  args.end();
  const refusal = unsafeLogin(session, readOnly ? 'EXAMINE' : 'SELECT');
  if (refusal) return refusal;
  session.unselect();
  const folder = findFolder(session, name);
  if (!folder) return 'NO [NONEXISTENT] There is no such folder';
  const view = session.select(folder, readOnly);
  const firstUnseen = view.messages.findIndex((message) => !message.flags.has('\\Seen'));
  session.line(`* FLAGS (${systemFlags} $Forwarded)`);
  session.line(`* OK [PERMANENTFLAGS (${readOnly ? '' : `${systemFlags} \\*`})] Limited`);
  session.line(`* ${view.messages.length} EXISTS`);
  session.line('* 0 RECENT');
  if (firstUnseen >= 0) session.line(`* OK [UNSEEN ${firstUnseen + 1}] First unseen`);
  session.line(`* OK [UIDVALIDITY ${folder.uidValidity}] UIDs valid`);
  if (session.house.profile.tellsUidNext) session.line(`* OK [UIDNEXT ${folder.uidNext}] Predicted next UID`);
  return readOnly ? 'OK [READ-ONLY] EXAMINE completed' : 'OK [READ-WRITE] SELECT completed';
}
