import { type Duplex, duplexPair } from 'node:stream';
import { connectImap } from '../imap/connect.ts';
import { providerById } from '../providers/list.ts';
import type { ConnectImapOptions, Credential, Dial, ImapConnection, MailResult, ProviderProfile } from '../types.ts';

/** One command as a server reads it: literals stand in it as their bytes, and the line ends are gone. */
interface SeenCommand {
  readonly tag: string;
  readonly line: string;
}

/** What a fake server does with a command: the text to answer with; `TAG` stands for the command's tag. */
export type Answer = (command: SeenCommand, server: FakeServer) => string | Uint8Array | undefined;

export interface FakeServer {
  readonly socket: Duplex;
  readonly commands: SeenCommand[];
  /** Everything the client wrote, byte for byte. */
  received: Buffer;
  say(text: string | Uint8Array): void;
}

export interface FakeOptions {
  readonly greeting?: string | Uint8Array;
  readonly answer?: Answer;
}

export const GREETING =
  '* OK [CAPABILITY IMAP4rev1 IDLE UIDPLUS MOVE SPECIAL-USE LITERAL+ AUTH=PLAIN SASL-IR] ready\r\n';

/** An IMAP server in memory that reads as a real one does, records what it was told, and answers from a script. */
function createFakeServer(socket: Duplex, { greeting = GREETING, answer }: FakeOptions): FakeServer {
  let rest = Buffer.alloc(0);
  let line = '';
  let literal = 0;
  const server: FakeServer = {
    socket,
    commands: [],
    received: Buffer.alloc(0),
    say: (text) => void socket.write(text),
  };
  socket.on('error', () => {});
  socket.on('data', (chunk: Buffer) => {
    server.received = Buffer.concat([server.received, chunk]);
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      if (literal > 0) {
        if (rest.length < literal) return;
        line += rest.toString('latin1', 0, literal);
        rest = rest.subarray(literal);
        literal = 0;
      }
      // A hostile reader: a lone CR or LF would end a line for some servers, so both do here.
      const end = rest.findIndex((byte) => byte === 0x0a || byte === 0x0d);
      if (end < 0) return;
      const part = rest.toString('latin1', 0, end);
      const crlf = rest[end] === 0x0d && rest[end + 1] === 0x0a;
      rest = rest.subarray(end + (crlf ? 2 : 1));
      line += part;
      const announced = /\{(\d+)(\+?)\}$/.exec(part);
      if (announced) {
        literal = Number(announced[1]);
        if (!announced[2]) socket.write('+ go on\r\n');
        if (literal > 0) continue;
        continue;
      }
      const command = { tag: line.split(' ')[0] ?? '', line };
      line = '';
      server.commands.push(command);
      const text = (answer ?? agreeable)(command, server);
      if (text !== undefined) socket.write(typeof text === 'string' ? text.replaceAll('TAG', command.tag) : text);
    }
  });
  if (greeting.length > 0) socket.write(greeting);
  return server;
}

/** Says OK to everything, with the little data that commands need. */
export const agreeable: Answer = ({ line }) => {
  if (/^\S+ (SELECT|EXAMINE) /.test(line))
    return '* 3 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\nTAG OK [READ-WRITE] done\r\n';
  if (/^\S+ LIST /.test(line)) return '* LIST () "/" INBOX\r\nTAG OK done\r\n';
  if (/^\S+ CAPABILITY/.test(line))
    return '* CAPABILITY IMAP4rev1 IDLE UIDPLUS MOVE LITERAL+ AUTH=PLAIN SASL-IR\r\nTAG OK done\r\n';
  if (/^\S+ LOGOUT/.test(line)) return '* BYE bye\r\nTAG OK done\r\n';
  return 'TAG OK done\r\n';
};

const password: Credential = { kind: 'password', user: 'li@corp.example', password: 'secret' };

export interface Fake {
  readonly dial: Dial;
  readonly servers: FakeServer[];
}

/** A dial that reaches a fake server in this process. */
function fakeDial(options: FakeOptions = {}): Fake {
  const servers: FakeServer[] = [];
  const dial = async (): Promise<Duplex> => {
    const [client, server] = duplexPair();
    servers.push(createFakeServer(server, options));
    return client;
  };
  return { servers, dial: Object.assign(dial, { upgrade: async (socket: Duplex) => socket }) };
}

/** Connects to a fake server in clear text on "localhost". */
export async function connectFake(
  options: FakeOptions & { profile?: ProviderProfile; silenceMs?: number; credential?: Credential } = {},
): Promise<{ result: MailResult<ImapConnection>; fake: Fake }> {
  const fake = fakeDial(options);
  const connect: ConnectImapOptions = {
    server: { protocol: 'imap', host: 'localhost', port: 143, security: 'plain' },
    credential: options.credential ?? password,
    profile: options.profile ?? providerById('generic')!,
    dial: fake.dial,
    ...(options.silenceMs ? { silenceMs: options.silenceMs } : {}),
  };
  return { result: await connectImap(connect), fake };
}

/** The connection, where connecting must work. */
export async function openFake(
  options: Parameters<typeof connectFake>[0] = {},
): Promise<{ connection: ImapConnection; server: FakeServer }> {
  const { result, fake } = await connectFake(options);
  if (!result.ok) throw new Error(`cannot connect: ${result.error.code} ${result.error.detail}`);
  return { connection: result.value, server: fake.servers[0]! };
}
