import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startChild } from './child.ts';
import type { Dovecot } from './dovecot.ts';
import { freePort, untilListening } from './ports.ts';

/** A real Postfix as submission server: SASL by Dovecot, delivery by LMTP into Dovecot. */
export interface Postfix {
  readonly port: number;
  readonly smtpUrl: string;
  stop(): Promise<void>;
}

function uidOf(user: string): number {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${user}:`));
  if (!line) throw new Error(`there is no user ${user}: is Debian’s postfix installed?`);
  return Number(line.split(':')[2]);
}

export async function startPostfix(dovecot: Dovecot, domain: string): Promise<Postfix> {
  const folder = mkdtempSync('/tmp/hy-pf-');
  chmodSync(folder, 0o755);
  const port = await freePort();
  const conf = path.join(folder, 'conf');
  for (const name of ['conf', 'queue', 'data']) mkdirSync(path.join(folder, name));
  chownSync(path.join(folder, 'data'), uidOf('postfix'), 0);
  writeFileSync(
    path.join(conf, 'main.cf'),
    `
compatibility_level = 3.6
queue_directory = ${folder}/queue
data_directory = ${folder}/data
daemon_directory = /usr/lib/postfix/sbin
command_directory = /usr/sbin
meta_directory = /etc/postfix
maillog_file =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.${domain}
mydestination =
mynetworks =
virtual_mailbox_domains = ${domain}
virtual_mailbox_maps = static:all
virtual_transport = lmtp:inet:127.0.0.1:${dovecot.lmtpPort}
default_transport = discard:
smtpd_tls_security_level = none
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = ${dovecot.authSocket}
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions = permit_sasl_authenticated, reject
smtpd_client_connection_count_limit = 0
smtpd_client_connection_rate_limit = 0
message_size_limit = 52428800
mailbox_size_limit = 0
alias_maps =
alias_database =
`,
  );
  writeFileSync(
    path.join(conf, 'master.cf'),
    `
127.0.0.1:${port} inet n - n - - smtpd
cleanup   unix  n       -       n       -       0       cleanup
qmgr      unix  n       -       n       300     1       qmgr
tlsmgr    unix  -       -       n       1000?   1       tlsmgr
rewrite   unix  -       -       n       -       -       trivial-rewrite
bounce    unix  -       -       n       -       0       bounce
defer     unix  -       -       n       -       0       bounce
trace     unix  -       -       n       -       0       bounce
verify    unix  -       -       n       -       1       verify
flush     unix  n       -       n       1000?   0       flush
proxymap  unix  -       -       n       -       -       proxymap
proxywrite unix -       -       n       -       1       proxymap
smtp      unix  -       -       n       -       -       smtp
relay     unix  -       -       n       -       -       smtp
error     unix  -       -       n       -       -       error
retry     unix  -       -       n       -       -       error
discard   unix  -       -       n       -       -       discard
lmtp      unix  -       -       n       -       -       lmtp
anvil     unix  -       -       n       -       1       anvil
scache    unix  -       -       n       -       1       scache
postlog   unix-dgram n  -       n       -       1       postlogd
`,
  );
  const child = startChild('/usr/sbin/postfix', ['-c', conf, 'start-fg']);
  let stopping: Promise<void> | undefined;
  const end = async () => {
    const ended = child.stop('SIGCONT');
    try {
      // `start-fg` runs the master under a shell that keeps signals to itself: ask the master by its pid.
      process.kill(Number(readFileSync(path.join(folder, 'queue/pid/master.pid'), 'utf8').trim()), 'SIGTERM');
    } catch {
      // It never came up: then the shell is gone too.
    }
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const stop = () => {
    stopping ??= end();
    return stopping;
  };
  try {
    await untilListening(port, child.died);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, smtpUrl: `smtp://127.0.0.1:${port}`, stop };
}
