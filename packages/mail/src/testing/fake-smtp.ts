import { type Duplex, duplexPair } from 'node:stream';
import { providerById } from '../providers/list.ts';
import type { SmtpOptions } from '../smtp/connect.ts';
import type { Dial } from '../types.ts';

/** What a fake SMTP server does with a line (or with a whole message): a reply, silence, or the end. */
export type SmtpAnswer = (line: string, server: FakeSmtp) => string | 'silence' | 'close' | undefined;

interface FakeSmtp {
  readonly lines: string[];
  /** Messages as they came, dots and all, without the final line. */
  readonly messages: string[];
  readonly socket: Duplex;
  /** Every byte that the client wrote. */
  received: Buffer;
}

const EHLO = '250-mail.example\r\n250-SIZE 1000000\r\n250-8BITMIME\r\n250 AUTH PLAIN LOGIN XOAUTH2';

/** Says yes to everything. */
const agreeing = (line: string): string => {
  if (line === '.') return '250 2.0.0 queued as 1';
  if (/^EHLO/.test(line)) return EHLO;
  if (/^AUTH LOGIN/.test(line)) return '334 VXNlcm5hbWU6';
  if (/^AUTH /.test(line)) return '235 ok';
  if (/^DATA/.test(line)) return '354 go on';
  if (/^QUIT/.test(line)) return '221 bye';
  if (/^STARTTLS/.test(line)) return '220 go';
  return '250 ok';
};

/** An SMTP server in memory that reads lines as strictly as a real one: only CRLF ends one. */
function serve(socket: Duplex, answer: SmtpAnswer, greeting: string): FakeSmtp {
  const server: FakeSmtp = { lines: [], messages: [], socket, received: Buffer.alloc(0) };
  let rest = '';
  let message: string[] | undefined;
  const reply = (line: string) => {
    const text = answer(line, server) ?? agreeing(line);
    if (text === 'close') socket.destroy();
    else if (text !== 'silence') socket.write(`${text}\r\n`);
    return text;
  };
  socket.on('error', () => {});
  socket.on('data', (chunk: Buffer) => {
    server.received = Buffer.concat([server.received, chunk]);
    const lines = (rest + chunk.toString('latin1')).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (message && line !== '.') message.push(line);
      else if (message) {
        server.messages.push(message.join('\r\n'));
        message = undefined;
        reply('.');
      } else {
        server.lines.push(line);
        if (reply(line).startsWith('354')) message = [];
      }
    }
  });
  socket.write(`${greeting}\r\n`);
  return server;
}

export interface FakeSmtpSetup {
  readonly servers: FakeSmtp[];
  readonly upgrades: string[];
  readonly options: SmtpOptions;
}

/** Options that reach a fake server in this process, in clear text on "localhost" unless told otherwise. */
export function fakeSmtp(
  answer: SmtpAnswer = () => undefined,
  { greeting = '220 mail.example ESMTP', ...own }: Partial<SmtpOptions> & { greeting?: string } = {},
): FakeSmtpSetup {
  const servers: FakeSmtp[] = [];
  const upgrades: string[] = [];
  const dial = async (): Promise<Duplex> => {
    const [client, server] = duplexPair();
    servers.push(serve(server, answer, greeting));
    return client;
  };
  const upgrade = async (socket: Duplex, { host }: { host: string }): Promise<Duplex> => {
    upgrades.push(host);
    return socket;
  };
  const options: SmtpOptions = {
    server: { protocol: 'smtp', host: 'localhost', port: 25, security: 'plain' },
    credential: { kind: 'password', user: 'li@corp.example', password: '密-1' },
    profile: providerById('generic')!,
    dial: Object.assign(dial, { upgrade }) as Dial,
    ...own,
  };
  return { servers, upgrades, options };
}
