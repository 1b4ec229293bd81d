import type { Command } from '../session.ts';

/** RFC 2177. While it runs, news goes out in the moment it happens. */
export const idle: Command = {
  needs: 'login',
  async run(session, args) {
    args.end();
    session.line('+ idling');
    session.idling = true;
    void session.tellNews(true);
    const line = (await session.nextLine())?.toString('latin1').trim().toUpperCase();
    session.idling = false;
    return line === 'DONE' ? 'OK IDLE completed' : 'BAD Expected DONE';
  },
};
