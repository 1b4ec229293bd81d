import type { Socket } from 'node:net';
import { CommandReader, type ReadEvent } from './command-reader.ts';
import { findCommand } from './commands.ts';
import { Cursor, SyntaxFault } from './cursor.ts';
import { type Completion, type ImapHouse, Session } from './session.ts';

/** Serves one client until either side ends. Commands run one after the other, in the order they came. */
export function serveConnection(socket: Socket, house: ImapHouse): void {
  const reader = new CommandReader();
  const inbox = new Inbox();
  const session = new Session(socket, house, () => inbox.take(() => session.line('+ go on')));
  let alive: NodeJS.Timeout | undefined;

  const farewell = (words: string) => {
    session.line(`* BYE ${words}`);
    socket.end();
  };
  const stayAlive = () => {
    clearTimeout(alive);
    alive = setTimeout(() => farewell('Idle for too long'), house.profile.idleCloseMs);
    alive.unref();
  };

  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    clearTimeout(alive);
    session.idling = false;
    session.unselect();
    inbox.close();
  });
  socket.on('data', (chunk: Buffer) => {
    for (const event of reader.push(chunk)) {
      if (event.kind === 'too-long') farewell('Too long');
      else inbox.put(event);
    }
  });
  stayAlive();
  session.line(`* OK ${house.profile.greeting}`);
  void serveCommands(session, stayAlive).then(() => socket.end());
}

async function serveCommands(session: Session, stayAlive: () => void): Promise<void> {
  const { keepsAlive } = session.house.profile;
  while (!session.ending) {
    const bytes = await session.nextLine();
    if (!bytes) return;
    const verb = await runCommand(session, bytes);
    if (!keepsAlive || keepsAlive.has(verb)) stayAlive();
  }
}

const isTagCharacter = (character: string) => character > ' ' && character <= '~' && !'(){%*"\\+'.includes(character);
const isVerbCharacter = (character: string) => /[A-Za-z]/.test(character);

async function runCommand(session: Session, bytes: Buffer): Promise<string> {
  const args = new Cursor(bytes);
  const tag = args.while(isTagCharacter);
  const nextWord = () => (args.accept(' ') ? args.while(isVerbCharacter).toUpperCase() : '');
  const first = nextWord();
  const byUid = first === 'UID';
  const verb = byUid ? nextWord() : first;
  const command = findCommand(verb, session.house.profile);
  const answer = (completion: Completion) => {
    session.line(`${tag || '*'} ${completion}`);
    return first;
  };
  if (tag === '' || !command || (byUid && !command.byUid)) return answer('BAD Unknown command');
  if (command.needs !== 'any' && !session.account) return answer('BAD Log in first');
  if (command.needs === 'folder' && !session.view) return answer('BAD Select a folder first');
  try {
    const completion = await command.run(session, args, byUid);
    void session.tellNews(byUid || command.renumbers !== false);
    return answer(completion);
  } catch (thrown) {
    if (!(thrown instanceof SyntaxFault)) throw thrown;
    return answer(`BAD ${thrown.message}`);
  }
}

/** What the client sent and nobody took yet. */
class Inbox {
  readonly #waiting: ReadEvent[] = [];
  #wake: (() => void) | undefined;
  #closed = false;

  put(event: ReadEvent): void {
    this.#waiting.push(event);
    this.#wake?.();
  }
  close(): void {
    this.#closed = true;
    this.#wake?.();
  }
  /** The next whole line or command; undefined when the client has gone. Literals are asked for in turn, never out of order. */
  async take(goOn: () => void): Promise<Buffer | undefined> {
    for (;;) {
      const event = this.#waiting.shift();
      if (event?.kind === 'command') return event.bytes;
      if (event?.kind === 'continue') goOn();
      else if (this.#closed) return undefined;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}
