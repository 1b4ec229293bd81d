import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPlainDial } from '../dial.ts';
import type { Dial, ServerAddress } from '../types.ts';

/** A real Dovecot of one's own: accounts, ports, a certificate, and an end. */
export interface Dovecot {
  readonly imaps: ServerAddress;
  readonly imap: ServerAddress;
  readonly lmtpPort: number;
  readonly ca: string;
  readonly dial: Dial;
  /** Hands a message to LMTP, as a mail server would. */
  deliver(user: string, message: Uint8Array): Promise<void>;
  stop(): Promise<void>;
}

const BINARY = '/usr/sbin/dovecot';
export const PASSWORD = 'pass-字-1';

/** Starts Dovecot with the given mailboxes; fails with an instruction where it is not installed. */
export async function startDovecot(users: readonly string[]): Promise<Dovecot> {
  if (!existsSync(BINARY)) {
    throw new Error(
      'Dovecot is missing. Install it: apt-get install --no-install-recommends dovecot-imapd dovecot-lmtpd',
    );
  }
  const folder = mkdtempSync(join(tmpdir(), 'hydc-'));
  const [imaps, imap, lmtp] = [await freePort(), await freePort(), await freePort()];
  chmodSync(folder, 0o755);
  for (const name of ['run', 'state', 'mail']) mkdirSync(join(folder, name), { mode: 0o755 });
  makeCertificate(folder);
  writeUsers(folder, users);
  writeFileSync(join(folder, 'dovecot.conf'), config(folder, { imaps, imap, lmtp }));
  const child = spawn(BINARY, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' });
  await untilListening(imaps, child, folder);
  const ca = readFileSync(join(folder, 'cert.pem'), 'utf8');
  return {
    imaps: { protocol: 'imap', host: '127.0.0.1', port: imaps, security: 'tls' },
    imap: { protocol: 'imap', host: '127.0.0.1', port: imap, security: 'starttls' },
    lmtpPort: lmtp,
    ca,
    dial: createPlainDial({ ca }),
    deliver: (user, message) => deliver(lmtp, user, message),
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

function makeCertificate(folder: string): void {
  const key = join(folder, 'key.pem');
  execFileSync(
    'openssl',
    `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout ${key} -out ${join(folder, 'cert.pem')}`.split(
      ' ',
    ),
    { stdio: 'ignore' },
  );
}

/** One uid for each mailbox where we are root: inotify counts per uid (stack.md). */
function writeUsers(folder: string, users: readonly string[]): void {
  const root = process.getuid?.() === 0;
  const lines = users.map((user, at) => {
    const uid = root ? 50_000 + at : (process.getuid?.() ?? 0);
    const gid = root ? uid : (process.getgid?.() ?? 0);
    const home = join(folder, 'mail', String(at));
    mkdirSync(home, { mode: 0o700 });
    if (root) execFileSync('chown', [`${uid}:${gid}`, home]);
    return `${user}:{PLAIN}${PASSWORD}:${uid}:${gid}::${home}::`;
  });
  writeFileSync(join(folder, 'users'), `${lines.join('\n')}\n`, { mode: 0o644 });
}

function config(folder: string, ports: { imaps: number; imap: number; lmtp: number }): string {
  const root = process.getuid?.() === 0;
  const self = execFileSync('id', ['-un']).toString().trim();
  const group = execFileSync('id', ['-gn']).toString().trim();
  const owner = root
    ? ''
    : `default_login_user = ${self}\ndefault_internal_user = ${self}\ndefault_internal_group = ${group}`;
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
listen = 127.0.0.1
protocols = imap lmtp
${owner}
ssl = yes
ssl_cert = <${folder}/cert.pem
ssl_key = <${folder}/key.pem
disable_plaintext_auth = yes
auth_mechanisms = plain login
auth_username_chars =
first_valid_uid = 0
first_valid_gid = 0
mail_location = maildir:~/Maildir
mail_max_userip_connections = 1000
recipient_delimiter = +
passdb {
  driver = passwd-file
  args = ${folder}/users
}
userdb {
  driver = passwd-file
  args = ${folder}/users
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Drafts {
    special_use = \\Drafts
    auto = subscribe
  }
  mailbox Sent {
    special_use = \\Sent
    auto = subscribe
  }
  mailbox Trash {
    special_use = \\Trash
    auto = subscribe
  }
  mailbox Junk {
    special_use = \\Junk
    auto = subscribe
  }
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${ports.imap}
  }
  inet_listener imaps {
    port = ${ports.imaps}
    ssl = yes
  }
}
service anvil {
  chroot =
}
service lmtp {
  inet_listener lmtp {
    port = ${ports.lmtp}
  }
}
`;
}

/** A port that was free a moment ago. */
/** From below the range of port 0 and outgoing connections, so that it is still free when its server listens. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 12000 + Math.floor(Math.random() * 4_000);
    const free = await new Promise<boolean>((resolve) => {
      const server = createServer();
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    });
    if (free) return port;
  }
}

async function untilListening(port: number, child: ChildProcess, folder: string): Promise<void> {
  let dead = false;
  child.once('exit', () => {
    dead = true;
  });
  for (let tries = 0; tries < 200; tries++) {
    if (dead) throw new Error(`Dovecot ended at once: ${readLog(folder)}`);
    if (await accepts(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`Dovecot does not listen: ${readLog(folder)}`);
}

const readLog = (folder: string): string =>
  existsSync(join(folder, 'log')) ? readFileSync(join(folder, 'log'), 'utf8') : 'no log';

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** LMTP (RFC 2033), one recipient, one message. */
function deliver(port: number, user: string, message: Uint8Array): Promise<void> {
  const stuffed = Buffer.from(message)
    .toString('latin1')
    .replace(/\r?\n/g, '\r\n')
    .replace(/^\./gm, '..')
    .replace(/\r\n$/, '');
  const steps = ['LHLO test', 'MAIL FROM:<sender@example.com>', `RCPT TO:<${user}>`, 'DATA', `${stuffed}\r\n.`, 'QUIT'];
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port });
    let text = '';
    socket.on('error', reject);
    socket.on('close', () => resolve());
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      const lines = text.split('\r\n');
      text = lines.pop() ?? '';
      for (const line of lines) {
        if (!/^\d{3} /.test(line)) continue;
        if (/^[45]/.test(line)) reject(new Error(line));
        const step = steps.shift();
        if (step === undefined) socket.end();
        else socket.write(`${step}\r\n`, 'latin1');
      }
    });
  });
}
