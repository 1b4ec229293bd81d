import type { MailServiceRecord } from '../../../build/ports.ts';
import { type ServerLook, toFinding } from '../mail-findings.ts';
import { openTalk } from '../mail-talk.ts';
import type { Check, DoctorDeps } from '../ports.ts';

/** TLS, greeting and EHLO of every SMTP server (RFC 5321 §4.1.1.1); nobody signs in. */
export const mailSmtp: Check = {
  name: { zh: '发信服务器', en: 'Outgoing mail' },
  run: async ({ deps, app }) => toFinding(await Promise.all(app.mailServices.map((service) => look(deps, service)))),
};

async function look(deps: DoctorDeps, service: MailServiceRecord): Promise<ServerLook> {
  const server = deps.parseServerAddress(service.smtp);
  if (!server) return { kind: 'failed', where: service.smtp, error: new Error('no server address') };
  const where = `${server.host}:${server.port}`;
  try {
    const talk = await openTalk(deps.mailDial(service), server, deps.clock);
    // The last line of a reply has a blank after its number (RFC 5321 §4.2.1).
    const ask = async (line: string, good: number) => {
      talk.say(line);
      const reply = await talk.readUntil(/^\d{3}(?: [^\r\n]*)?\r\n/m);
      if (!new RegExp(`^${good}[ \\r-]`, 'm').test(reply))
        throw new Error(`${line.split(' ')[0]}: ${reply.trim().slice(0, 200)}`);
      return reply;
    };
    try {
      const greeting = await talk.readUntil(/^\d{3}(?: [^\r\n]*)?\r\n/m);
      if (!greeting.includes('220')) throw new Error(greeting.trim().slice(0, 200));
      let hello = await ask('EHLO [127.0.0.1]', 250);
      if (server.security === 'starttls') {
        await ask('STARTTLS', 220);
        await talk.secure();
        hello = await ask('EHLO [127.0.0.1]', 250);
      }
      talk.say('QUIT');
      const can = [...hello.matchAll(/^250[ -](AUTH|SIZE|8BITMIME|SMTPUTF8|PIPELINING|STARTTLS)\b([^\r\n]*)/gim)];
      return { kind: 'ok', where, days: talk.daysLeft(), can: can.map((found) => `${found[1]}${found[2]}`) };
    } finally {
      talk.end();
    }
  } catch (error) {
    return { kind: 'failed', where, error };
  }
}
