import { AppError, parseCorpId } from '@hongyan/kit';
import { createRefusalThrottle } from '../../http/throttle.ts';
import type { ConsoleGuard } from './guard.ts';
import type { AdminDeps, Administrator, ConsoleStart } from './ports.ts';

/** How a person comes into the console. Every end is written down, good or bad. */
export interface ConsoleSignInService {
  withToken(token: string, address: string): Promise<ConsoleStart>;
  withCode(corpId: string, code: string, address: string): Promise<ConsoleStart>;
  /** After DingTalk's own page has said who it is; throws `session.admin_only` for everyone else. */
  asAdministrator(person: Administrator, address: string): Promise<ConsoleStart>;
}

export function createConsoleSignIn(deps: AdminDeps, guard: ConsoleGuard): ConsoleSignInService {
  // A token cannot be guessed; ten tries in ten minutes are for mistyping.
  const throttle = createRefusalThrottle(deps.clock, { windowMs: 10 * 60_000, refusedPerAddress: 10 });

  async function asAdministrator(person: Administrator, address: string): Promise<ConsoleStart> {
    await guard.admitStranger(address);
    const { corpId, userId, name, level } = person;
    const actor = { kind: 'admin' as const, userId, name, address };
    const refuse = async (error: unknown): Promise<never> => {
      await deps.audit.note(corpId, { actor, act: 'console.signed_in', outcome: 'refused' });
      throw error;
    };
    if (level !== 1 && level !== 2) return refuse(new AppError('session.admin_only'));
    const start = await deps.sessions
      .start({ kind: 'admin', corpId, userId, name, level: level === 1 ? 'main' : 'sub' })
      .catch(refuse);
    try {
      // The corp's own list holds from the first moment.
      await guard.admit(start.principal, address);
    } catch (error) {
      await deps.sessions.end(start.principal);
      throw error;
    }
    await deps.audit.note(corpId, { actor, act: 'console.signed_in' });
    return start;
  }

  return {
    asAdministrator,

    async withToken(token, address) {
      await guard.admitStranger(address);
      throttle.check(address);
      const actor = { kind: 'operator' as const, address };
      if (!(await deps.tokens.consume(token))) {
        throttle.countRefused(address);
        await deps.audit.note(deps.audit.instance, { actor, act: 'console.signed_in', outcome: 'refused' });
        throw new AppError('session.setup_token_invalid');
      }
      const start = await deps.sessions.start({ kind: 'operator' });
      await deps.audit.note(deps.audit.instance, { actor, act: 'console.signed_in' });
      return start;
    },

    async withCode(named, code, address) {
      await guard.admitStranger(address);
      throttle.check(address);
      const corpId = parseCorpId(named);
      const app = corpId && (await deps.dingtalk(corpId));
      if (!corpId || !app) {
        throttle.countRefused(address);
        throw new AppError('session.unknown_corp');
      }
      const user = await app.getUserInfo(code);
      if (!user.ok) {
        throttle.countRefused(address);
        deps.log.info('a sign-in to the console was refused', { corpId, code: user.error.code });
        if (user.error.kind === 'param') throw new AppError('session.code_invalid');
        if (user.error.kind === 'scope') throw new AppError('session.outside_scope');
        throw new AppError('dingtalk.busy', { detail: `${user.error.code} ${user.error.message}`.slice(0, 300) });
      }
      return asAdministrator(
        { corpId, userId: user.value.userId, name: user.value.name, level: user.value.adminLevel },
        address,
      );
    },
  };
}
