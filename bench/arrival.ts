import { startMailSandbox } from '@hongyan/mail-sandbox';
import { buildLetter } from '../e2e/mails.ts';
import { type Product, startProduct } from '../e2e/product.ts';
import { startDovecot } from '../e2e/servers/dovecot.ts';
import { startPostfix } from '../e2e/servers/postfix.ts';
import { until } from '../e2e/wait.ts';
import { percentile, printTable } from './percentile.ts';

/** Dovecot waits this long before it speaks up on IDLE: a constant of its own (`mailbox_idle_check_interval` aside). */
const dovecotSilenceMs = 500;
const domain = 'bench.test';

interface Source {
  readonly name: string;
  readonly imapUrl: string;
  readonly smtpUrl: string;
  /** Delivers; answers the moment (ms) at which the server had told its idle clients, or was handed the mail. */
  deliver(to: string, raw: string): Promise<number>;
  stop(): Promise<void>;
}

const account = (index: number) => ({
  userId: `user${String(index).padStart(4, '0')}`,
  name: `成员${index}`,
  address: `member${index}@${domain}`,
  password: `Secret-${index}`,
});
type Account = ReturnType<typeof account>;

async function startSandboxSource(accounts: readonly Account[]): Promise<Source> {
  const sandbox = await startMailSandbox({ seed: 'none' });
  for (const one of accounts) await sandbox.addAccount(one);
  return {
    name: 'sandbox',
    imapUrl: sandbox.imapUrl,
    smtpUrl: sandbox.smtpUrl,
    deliver: async (to, raw) => (await sandbox.deliver(to, raw)).announcedAt,
    stop: () => sandbox.stop(),
  };
}

async function startDovecotSource(accounts: readonly Account[]): Promise<Source> {
  const dovecot = await startDovecot(accounts);
  const postfix = await startPostfix(dovecot, domain);
  return {
    name: 'Dovecot',
    imapUrl: dovecot.imapUrl,
    smtpUrl: postfix.smtpUrl,
    async deliver(to, raw) {
      await dovecot.deliver(to, raw);
      return Date.now();
    },
    async stop() {
      await postfix.stop();
      await dovecot.stop();
    },
  };
}

/** Milliseconds from the server's announcement to the emulator having read the whole call, for each mail. */
async function measure(source: Source, accounts: readonly Account[], mails: number): Promise<number[]> {
  const product = await startProduct({
    mail: { domain, imapUrl: source.imapUrl, smtpUrl: source.smtpUrl },
    people: accounts.map((one) => ({ ...one, unionId: `U${one.userId}`, title: '', departmentId: 1, isAdmin: false })),
    env: { HONGYAN_LOG_LEVEL: 'warn' },
  });
  try {
    await bindAll(product, accounts);
    const samples: number[] = [];
    for (let index = 0; index < mails + warmUps; index += 1) {
      const person = accounts[index % accounts.length]!;
      const subject = `测量 ${source.name} ${index}`;
      const announcedAt = await source.deliver(
        person.address,
        buildLetter(person.address, { subject, text: `第 ${index} 封` }).raw,
      );
      const card = await until(subject, () =>
        product.emulator.feed(person.userId).find((one) => JSON.stringify(one.msg).includes(`${subject}"`)),
      );
      if (index >= warmUps) samples.push(card.receivedAt - announcedAt);
      await new Promise((resolve) => setTimeout(resolve, paceMs));
    }
    return samples;
  } finally {
    await product.stop();
  }
}
const warmUps = 5;
/** Below the 15 sends a second that one app may make: above it the platform's limit is measured, not our part. */
const paceMs = 80;

async function bindAll(product: Product, accounts: readonly Account[]): Promise<void> {
  for (const one of accounts) {
    const member = await product.member(one.userId);
    const bound = await member.bind(one.address, one.password);
    if (bound.status !== 200) throw new Error(`binding ${one.address} answered ${bound.status}: ${bound.text}`);
    await until(`the watch of ${one.address}`, async () => {
      const session = await member.call('GET', `/api/v1/session?corpId=${product.corpId}`);
      return session.json?.mailboxes?.[0]?.state?.kind === 'ready';
    });
  }
}

/** `npm run bench -- arrival [mailboxes] [mails]` */
export default async function bench(args: readonly string[]): Promise<Record<string, number>> {
  const mailboxes = Number(args[0] ?? 30);
  const mails = Number(args[1] ?? 200);
  const accounts = Array.from({ length: mailboxes }, (_, index) => account(index));
  const rows: Record<string, string | number>[] = [];
  const figures: Record<string, number> = { mailboxes };
  for (const start of [startSandboxSource, startDovecotSource]) {
    // Dovecot spends half a second on each mail: fewer tell the same.
    const count = start === startDovecotSource ? Math.min(mails, 40) : mails;
    const source = await start(accounts);
    try {
      const samples = await measure(source, accounts, count);
      const own = source.name === 'Dovecot' ? samples.map((sample) => sample - dovecotSilenceMs) : samples;
      const p50 = percentile(own, 0.5);
      const p99 = percentile(own, 0.99);
      rows.push({
        server: source.name,
        mails: count,
        'own p50 ms': p50,
        'own p99 ms': p99,
        'whole p50 ms': percentile(samples, 0.5),
      });
      if (source.name === 'sandbox') Object.assign(figures, { arrival_own_p50_ms: p50, arrival_own_p99_ms: p99 });
      else Object.assign(figures, { dovecot_own_p50_ms: p50, dovecot_own_p99_ms: p99 });
    } finally {
      await source.stop();
    }
  }
  process.stdout.write(
    `\narrival: from the server's word to the whole asyncsend_v2 body read, ${mailboxes} mailboxes watched\n`,
  );
  process.stdout.write(
    `Dovecot: counted from the end of LMTP, less its own constant ${dovecotSilenceMs} ms before IDLE speaks\n\n`,
  );
  printTable(rows);
  return figures;
}
