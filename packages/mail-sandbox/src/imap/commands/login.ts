import type { Command, Completion, Session } from '../session.ts';
import { capabilitiesOf } from './basics.ts';

/** RFC 3501 §6.2.3. */
export const login: Command = {
  needs: 'any',
  run(session, args) {
    args.space();
    const user = args.astring();
    args.space();
    const password = args.astring();
    args.end();
    return enter(session, user, password);
  },
};

/** RFC 3501 §6.2.2 with SASL PLAIN (RFC 4616), with or without an initial response (RFC 4959). */
export const authenticate: Command = {
  needs: 'any',
  async run(session, args) {
    args.space();
    if (args.atom().toUpperCase() !== 'PLAIN') return 'NO Only PLAIN is offered';
    let answer: string;
    if (args.ended) {
      session.line('+ ');
      answer = (await session.nextLine())?.toString('latin1').trim() ?? '*';
    } else {
      args.space();
      answer = args.rest();
    }
    if (answer === '*') return 'BAD Cancelled';
    const [, user, password] = Buffer.from(answer, 'base64').toString('latin1').split('\0');
    if (user === undefined || password === undefined) return 'BAD Not a PLAIN answer';
    return enter(session, user, password);
  },
};

function enter(session: Session, user: string, password: string): Completion {
  if (session.account) return 'BAD Already logged in';
  const { house } = session;
  const refusal = house.loginRefusal();
  if (refusal) return `NO ${refusal}`;
  const account = house.office.find(toText(user));
  if (account?.password !== toText(password)) return `NO ${house.profile.loginRefused}`;
  session.account = account;
  return `OK [CAPABILITY ${capabilitiesOf(session)}] Logged in`;
}

const toText = (latin1: string): string => Buffer.from(latin1, 'latin1').toString('utf8');
