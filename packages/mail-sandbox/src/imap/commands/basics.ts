import type { Command, Session } from '../session.ts';
import { toWireString } from '../wire.ts';

/** Before login only what a stranger needs; clients must read it again after login (mail-providers.md §2.2). */
export const capabilitiesOf = (session: Session): string =>
  session.account
    ? session.house.profile.capabilities.join(' ')
    : ['IMAP4rev1', 'LITERAL+', 'ID', 'AUTH=PLAIN'].join(' ');

/** RFC 3501 §6.1.1. */
export const capability: Command = {
  needs: 'any',
  run(session, args) {
    args.end();
    session.line(`* CAPABILITY ${capabilitiesOf(session)}`);
    return 'OK CAPABILITY completed';
  },
};

/** NOOP and CHECK: the news goes out with the completion. */
export const noop: Command = {
  needs: 'any',
  run(_session, args) {
    args.end();
    return 'OK completed';
  },
};

/** RFC 3501 §6.1.3. */
export const logout: Command = {
  needs: 'any',
  run(session) {
    session.line('* BYE Logging out');
    session.ending = true;
    return 'OK LOGOUT completed';
  },
};

/** RFC 2971. Only an ID after login satisfies servers that ask for one. */
export const id: Command = {
  needs: 'any',
  run(session, args) {
    args.space();
    if (!args.accept('NIL')) {
      args.list(() => (args.accept('NIL') ? undefined : args.string()));
      if (session.account) session.idCame = true;
    }
    args.end();
    const fields = Object.entries(session.house.profile.idServer).flat().map(toWireString);
    session.line(`* ID (${fields.join(' ')})`);
    return 'OK ID completed';
  },
};

/** RFC 2342: one personal namespace. */
export const namespace: Command = {
  needs: 'login',
  run(session, args) {
    args.end();
    session.line('* NAMESPACE (("" "/")) NIL NIL');
    return 'OK NAMESPACE completed';
  },
};
