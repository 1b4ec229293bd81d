import type { MailServiceRecord } from '../../../build/ports.ts';
import { type ServerLook, toFinding } from '../mail-findings.ts';
import { openTalk } from '../mail-talk.ts';
import type { Check, DoctorDeps } from '../ports.ts';

const interesting = ['IDLE', 'MOVE', 'UIDPLUS', 'CONDSTORE', 'QRESYNC', 'SPECIAL-USE', 'ID', 'LITERAL+', 'NAMESPACE'];

/** TLS, greeting and abilities of every IMAP server (RFC 3501 §7.1, §6.1.1); nobody signs in. */
export const mailImap: Check = {
  name: { zh: '收信服务器', en: 'Incoming mail' },
  run: async ({ deps, app }) => toFinding(await Promise.all(app.mailServices.map((service) => look(deps, service)))),
};

async function look(deps: DoctorDeps, service: MailServiceRecord): Promise<ServerLook> {
  const server = deps.parseServerAddress(service.imap);
  if (!server) return { kind: 'failed', where: service.imap, error: new Error('no server address') };
  const where = `${server.host}:${server.port}`;
  try {
    const talk = await openTalk(deps.mailDial(service), server, deps.clock);
    try {
      await talk.readUntil(/^\* (OK|PREAUTH)[^\r\n]*\r\n/im);
      if (server.security === 'starttls') {
        talk.say('a1 STARTTLS');
        await talk.readUntil(/^a1 OK[^\r\n]*\r\n/im);
        await talk.secure();
      }
      talk.say('a2 CAPABILITY');
      const answer = await talk.readUntil(/^a2 (OK|NO|BAD)[^\r\n]*\r\n/im);
      talk.say('a3 LOGOUT');
      const words = (/^\* CAPABILITY ([^\r\n]*)/im.exec(answer)?.[1] ?? '').toUpperCase().split(' ');
      return { kind: 'ok', where, days: talk.daysLeft(), can: interesting.filter((word) => words.includes(word)) };
    } finally {
      talk.end();
    }
  } catch (error) {
    return { kind: 'failed', where, error };
  }
}
