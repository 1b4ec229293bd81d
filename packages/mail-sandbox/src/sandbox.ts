import { systemClock } from '@hongyan/kit';
import { sampleCompany } from './company/company.ts';
import { createDelivery } from './delivery.ts';
import { refusalWords } from './faults.ts';
import { startImapServer } from './imap/server.ts';
import { profiles } from './profiles.ts';
import { createFiller } from './samples/fill.ts';
import { composeFresh } from './samples/fresh.ts';
import { startSmtpServer } from './smtp/server.ts';
import { PostOffice } from './store/post-office.ts';
import type { LoginRefusal, MailSandbox, MailSandboxOptions } from './types.ts';

/** Starts an IMAP and an SMTP server that share one post office. */
export async function startMailSandbox(options: MailSandboxOptions = {}): Promise<MailSandbox> {
  const ofProvider = profiles[options.profile ?? 'standard'];
  const profile = { ...ofProvider, idleCloseMs: options.idleCloseMs ?? ofProvider.idleCloseMs };
  const now = options.now ?? systemClock.now;
  const log = options.log ?? (() => {});
  const host = options.host ?? '127.0.0.1';
  const people = options.people ?? sampleCompany.people;
  const office = new PostOffice({ dataDir: options.dataDir, profile, now });
  const fill = (options.seed ?? 'company') === 'company' ? createFiller(now()) : undefined;
  for (const person of people) {
    await office.open(person.address, person.password, fill && ((account) => fill(account, person)));
  }

  let refused: LoginRefusal | undefined;
  let silent = false;
  const loginRefusal = () => refused && refusalWords[refused];
  const domains = new Set(office.all().map((account) => toDomain(account.address)));
  const delivery = createDelivery({ office, profile, domains, now, log, silent: () => silent });
  const imapHouse = { office, profile, now, loginRefusal };
  const smtpHouse = { ...delivery.house, signIn: (user: string, password: string) => signIn(user, password) };

  function signIn(user: string, password: string): { address: string } | { refusal: string } {
    const account = office.find(user);
    const refusal = loginRefusal() ?? (account?.password === password ? undefined : 'authentication failed');
    return account && !refusal ? { address: account.address } : { refusal: refusal ?? 'authentication failed' };
  }

  const { tls } = options;
  let imap = await startImapServer(imapHouse, { host, port: options.imapPort ?? 0, tls });
  let smtp = await startSmtpServer(smtpHouse, { host, port: options.smtpPort ?? 0, tls });
  const { port: imapPort } = imap;
  const { port: smtpPort } = smtp;
  let listening = true;
  let samples = 0;
  const closeServers = async () => {
    if (listening) await Promise.all([imap.close(), smtp.close()]);
    listening = false;
  };
  log('sandbox.started', { imapPort, smtpPort, accounts: office.all().length });

  return {
    imapUrl: `${tls ? 'imaps' : 'imap'}://${host}:${imapPort}`,
    smtpUrl: `${tls ? 'smtps' : 'smtp'}://${host}:${smtpPort}`,
    imapPort,
    smtpPort,
    get accounts() {
      return office.all().map(({ address, password }) => ({ address, password }));
    },
    outside: delivery.outside,
    deliver: (to, raw) => delivery.toInbox(to, Buffer.from(raw)),
    async sendSample(toUserId) {
      const person = people.find((each) => each.userId === toUserId);
      if (!person) throw new Error(`nobody has the user id ${toUserId}`);
      samples += 1;
      return delivery.toInbox(person.address, await composeFresh(person, samples, now()));
    },
    async addAccount({ address, password }) {
      await office.open(address, password);
      domains.add(toDomain(address));
    },
    refuseLogins(kind) {
      refused = kind;
    },
    dropConnections() {
      imap.dropConnections();
      smtp.dropConnections();
    },
    async pause(kind = 'down') {
      if (kind === 'down') return closeServers();
      silent = true;
      imap.freeze(true);
    },
    async resume() {
      if (silent) imap.freeze(false);
      silent = false;
      if (listening) return;
      imap = await startImapServer(imapHouse, { host, port: imapPort, tls });
      smtp = await startSmtpServer(smtpHouse, { host, port: smtpPort, tls });
      listening = true;
    },
    async stop() {
      await closeServers();
      office.close();
    },
  };
}

const toDomain = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();
