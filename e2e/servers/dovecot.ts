import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { startChild } from './child.ts';
import { freePort, untilListening } from './ports.ts';

export interface DovecotUser {
  readonly address: string;
  readonly password: string;
}

/** A real Dovecot on loopback, in a folder of its own. */
export interface Dovecot {
  readonly imapPort: number;
  readonly imapUrl: string;
  readonly lmtpPort: number;
  /** Unix socket where Postfix asks for SASL. */
  readonly authSocket: string;
  /** Hands a message over by LMTP; resolves when the server has taken it. */
  deliver(to: string, raw: string | Uint8Array): Promise<void>;
  /** Where a user's mail lies, as a Maildir. */
  maildirOf(address: string): string;
  /** Forgets how the inbox was numbered: the next session finds another UIDVALIDITY. */
  renumberInbox(address: string): void;
  stop(): Promise<void>;
}

/** One uid per mailbox: one uid for many runs into the system's limit of 128 inotify instances. */
const firstUid = 61_000;

export async function startDovecot(
  users: readonly DovecotUser[],
  ports: { imap?: number; lmtp?: number } = {},
): Promise<Dovecot> {
  // Short, because the paths of Unix sockets end at 107 bytes.
  const folder = mkdtempSync('/tmp/hy-dc-');
  chmodSync(folder, 0o755);
  const imapPort = ports.imap ?? (await freePort());
  const lmtpPort = ports.lmtp ?? (await freePort());
  const authSocket = path.join(folder, 'auth');
  mkdirSync(path.join(folder, 'run'));
  writeFileSync(
    path.join(folder, 'users'),
    users
      .map(({ address, password }, index) => {
        const uid = firstUid + index;
        const home = path.join(folder, 'mail', address);
        mkdirSync(home, { recursive: true });
        chownSync(home, uid, uid);
        return `${address}:{PLAIN}${password}:${uid}:${uid}::${home}::`;
      })
      .join('\n'),
  );
  const conf = path.join(folder, 'dovecot.conf');
  writeFileSync(
    conf,
    `
base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = /dev/stderr
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
first_valid_uid = 0
first_valid_gid = 0
mail_location = maildir:~/Maildir
mail_max_userip_connections = 100
postmaster_address = postmaster@corp.test
hostname = mail.corp.test
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u ${folder}/users
}
userdb {
  driver = passwd-file
  args = username_format=%u ${folder}/users
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Drafts {
    special_use = \\Drafts
    auto = create
  }
  mailbox Sent {
    special_use = \\Sent
    auto = create
  }
  mailbox Trash {
    special_use = \\Trash
    auto = create
  }
  mailbox Archive {
    special_use = \\Archive
    auto = create
  }
  mailbox Junk {
    special_use = \\Junk
    auto = create
  }
}
service imap-login {
  chroot =
  inet_listener imap {
    address = 127.0.0.1
    port = ${imapPort}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${lmtpPort}
  }
}
service auth {
  unix_listener ${authSocket} {
    mode = 0666
  }
}
`,
  );
  const maildirOf = (address: string) => path.join(folder, 'mail', address, 'Maildir');
  const child = startChild('/usr/sbin/dovecot', ['-F', '-c', conf]);
  const stop = async () => {
    await child.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilListening(imapPort, child.died);
    await untilListening(lmtpPort, child.died);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    imapPort,
    imapUrl: `imap://127.0.0.1:${imapPort}`,
    lmtpPort,
    authSocket,
    deliver: (to, raw) => deliverByLmtp(lmtpPort, to, raw),
    maildirOf,
    renumberInbox(address) {
      for (const name of readdirSync(maildirOf(address)))
        if (name.startsWith('dovecot')) rmSync(path.join(maildirOf(address), name), { force: true });
    },
    stop,
  };
}

/** RFC 2033, one recipient: LHLO, MAIL, RCPT, DATA, QUIT. */
async function deliverByLmtp(port: number, to: string, raw: string | Uint8Array): Promise<void> {
  const socket = net.connect(port, '127.0.0.1');
  const lines = replyLines(socket);
  const say = async (line: string | Uint8Array, wanted: string) => {
    socket.write(line);
    const reply = await lines();
    if (!reply.startsWith(wanted)) throw new Error(`LMTP: wanted ${wanted}, got ${reply}`);
  };
  try {
    await lines();
    await say('LHLO tests\r\n', '250');
    await say('MAIL FROM:<sender@outside.test>\r\n', '250');
    await say(`RCPT TO:<${to}>\r\n`, '250');
    await say('DATA\r\n', '354');
    const text = Buffer.from(raw).toString('latin1').replace(/\r?\n/g, '\r\n').replace(/^\./gm, '..');
    await say(Buffer.from(`${text}${text.endsWith('\r\n') ? '' : '\r\n'}.\r\n`, 'latin1'), '250');
    socket.end('QUIT\r\n');
  } finally {
    socket.destroySoon();
  }
}

/** The next whole reply (its last line), in order. */
function replyLines(socket: net.Socket): () => Promise<string> {
  const ready: string[] = [];
  const waiting: { resolve(line: string): void; reject(error: Error): void }[] = [];
  let rest = '';
  let failure: Error | undefined;
  const fail = (error: Error) => {
    failure ??= error;
    for (const one of waiting.splice(0)) one.reject(failure);
  };
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('LMTP: the connection closed')));
  socket.on('data', (chunk) => {
    rest += chunk.toString('utf8');
    for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
      const line = rest.slice(0, end);
      rest = rest.slice(end + 2);
      if (/^\d{3}-/.test(line)) continue;
      const next = waiting.shift();
      if (next) next.resolve(line);
      else ready.push(line);
    }
  });
  return () =>
    new Promise((resolve, reject) => {
      const line = ready.shift();
      if (line !== undefined) resolve(line);
      else if (failure) reject(failure);
      else waiting.push({ resolve, reject });
    });
}
