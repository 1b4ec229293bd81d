import { type MailSandbox, startMailSandbox } from '@hongyan/mail-sandbox';
import { type Dovecot, startDovecot } from './servers/dovecot.ts';
import { type Postfix, startPostfix } from './servers/postfix.ts';

export interface Person {
  readonly userId: string;
  readonly name: string;
  readonly address: string;
  readonly password: string;
}

/** A mail system under test: where it listens, how a mail gets in from outside, and how it stops. */
export interface RunningMail {
  readonly kind: 'dovecot' | 'sandbox';
  readonly domain: string;
  readonly imapUrl: string;
  readonly smtpUrl: string;
  deliver(to: string, raw: string): Promise<void>;
  stop(): Promise<void>;
}

export const domain = 'corp.test';
export const people: readonly Person[] = [
  { userId: 'user0001', name: '沈知夏', address: 'shen.zhixia@corp.test', password: 'Zhixia-2026' },
  { userId: 'user0002', name: '林晚舟', address: 'lin.wanzhou@corp.test', password: 'Wanzhou-2026' },
];

/** Real Dovecot (IMAP, LMTP) and real Postfix (submission). */
export async function startRealMail(): Promise<RunningMail> {
  const dovecot: Dovecot = await startDovecot(people);
  let postfix: Postfix;
  try {
    postfix = await startPostfix(dovecot, domain);
  } catch (error) {
    await dovecot.stop();
    throw error;
  }
  return {
    kind: 'dovecot',
    domain,
    imapUrl: dovecot.imapUrl,
    smtpUrl: postfix.smtpUrl,
    deliver: dovecot.deliver,
    async stop() {
      await postfix.stop();
      await dovecot.stop();
    },
  };
}

/** Our own sandbox, empty. */
export async function startSandboxMail(): Promise<RunningMail> {
  const sandbox: MailSandbox = await startMailSandbox({ seed: 'none' });
  for (const person of people) await sandbox.addAccount(person);
  return {
    kind: 'sandbox',
    domain,
    imapUrl: sandbox.imapUrl,
    smtpUrl: sandbox.smtpUrl,
    async deliver(to, raw) {
      await sandbox.deliver(to, raw);
    },
    stop: () => sandbox.stop(),
  };
}
