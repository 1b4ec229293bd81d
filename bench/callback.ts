import { type CallbackCrypto, createCallbackCrypto, readEvent } from '@hongyan/dingtalk';
import { type CorpId, Secret } from '@hongyan/kit';
import { type Product, startProduct } from '../e2e/product.ts';
import { percentile, printTable } from './percentile.ts';

const appKey = 'dingtestkey0001';
const people = Array.from({ length: 100 }, (_, index) => ({
  userId: `user${String(index).padStart(4, '0')}`,
  name: `成员${index}`,
  unionId: `U${index}`,
  title: '工程师',
  departmentId: 1,
  isAdmin: false,
}));

/** An event as §6.5 documents it, of everyday size. */
const eventOf = (index: number, corpId: string) => {
  const userId = people[index % people.length]!.userId;
  const info = {
    name: '陈明',
    email: 'chen@example.com',
    jobNumber: 'A01',
    workPlace: '杭州',
    hiredDate: '2024-01-02',
  };
  return JSON.stringify({
    EventType: 'user_modify_org',
    EventTime: Date.now(),
    CorpId: corpId,
    BizId: String(Date.now()),
    eventId: `bench-${process.pid}-${index}`,
    timeStamp: String(Date.now()),
    userId: [userId],
    diffInfo: { userid: userId, prev: info, curr: { ...info, workPlace: '上海' } },
  });
};

/** An answer of ours and a push of the platform are sealed alike (§6.2, §6.3): the same code makes both. */
function seal(crypto: CallbackCrypto, text: string) {
  const { msg_signature, timeStamp, nonce, encrypt } = crypto.encryptReply(text);
  return { query: { msg_signature, timestamp: timeStamp, nonce }, body: JSON.stringify({ encrypt }) };
}

/** Verify, decrypt and parse, one after the other: on one core. */
function measureVerify(seconds: number): number {
  const corpId = 'dingbench01' as CorpId;
  const aesKey = new Secret('abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG');
  const crypto = createCallbackCrypto({ token: 'mailtoken01', aesKey, ownerKey: appKey });
  const pushes = Array.from({ length: 2_000 }, (_, index) => seal(crypto, eventOf(index, corpId)));
  let done = 0;
  let started = 0;
  for (const round of ['warm', 'measured']) {
    started = performance.now();
    for (done = 0; performance.now() - started < (round === 'warm' ? 500 : seconds * 1_000); done += 1) {
      const push = pushes[done % pushes.length]!;
      const opened = crypto.decrypt(push.query, push.body);
      const read = opened.ok ? readEvent({ channel: 'push', corpId, text: opened.value.text, sentAt: 1 }) : undefined;
      if (!read?.ok) throw new Error('a genuine push was refused');
    }
  }
  return Math.round(done / ((performance.now() - started) / 1_000));
}

/** Pushes at an even pace, whether or not answers come; each is timed from the moment at which it was due. */
async function pushAll(
  product: Product,
  crypto: CallbackCrypto,
  perSecond: number,
  seconds: number,
): Promise<number[]> {
  const samples: number[] = [];
  const underWay: Promise<void>[] = [];
  const total = perSecond * seconds;
  const began = performance.now();
  for (let index = 0; index < total; ) {
    const now = performance.now();
    for (; index < total && began + (index * 1_000) / perSecond <= now; index += 1) {
      underWay.push(pushOne(product, crypto, index, began + (index * 1_000) / perSecond, samples));
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(underWay);
  return samples;
}

async function pushOne(product: Product, crypto: CallbackCrypto, index: number, due: number, samples: number[]) {
  const { query, body } = seal(crypto, eventOf(index, product.corpId));
  const search = new URLSearchParams({ corpId: product.corpId, ...query });
  const answer = await fetch(`${product.origin}/miniapp/callback/dingding?${search}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const text = await answer.text();
  samples.push(performance.now() - due);
  const reply = JSON.parse(text) as Record<'msg_signature' | 'timeStamp' | 'nonce', string>;
  const opened = crypto.decrypt({ ...reply, timestamp: reply.timeStamp }, text);
  if (!opened.ok || opened.value.text !== 'success')
    throw new Error(`push ${index} was answered ${answer.status} ${text}`);
}

/** `npm run bench -- dingtalk callback [per second] [seconds]` */
export default async function bench(args: readonly string[]): Promise<Record<string, number>> {
  const perSecond = Number(args[0] ?? 200);
  const seconds = Number(args[1] ?? 20);
  const verifyPerSecond = measureVerify(3);
  const product = await startProduct({
    // Nobody has a mailbox here: no mail server is asked for.
    mail: { domain: 'bench.test', imapUrl: 'imap://127.0.0.1:1', smtpUrl: 'smtp://127.0.0.1:1' },
    people,
    env: { HONGYAN_LOG_LEVEL: 'error' },
  });
  try {
    const settings = product.emulator.apps.get(appKey)?.events;
    if (!settings?.token || !settings.aesKey) throw new Error('the app has no event keys');
    const { token, aesKey } = settings;
    const crypto = createCallbackCrypto({ token, aesKey: new Secret(aesKey), ownerKey: appKey });
    await pushAll(product, crypto, perSecond, 2);
    const samples = await pushAll(product, crypto, perSecond, seconds);
    const figures = {
      callback_verify_per_s: verifyPerSecond,
      callback_p50_ms: percentile(samples, 0.5),
      callback_p99_ms: percentile(samples, 0.99),
      callback_max_ms: percentile(samples, 1),
      callback_pushes: samples.length,
    };
    process.stdout.write(
      `\nevent pushes: verify, decrypt and parse on one core; then ${perSecond}/s for ${seconds} s\n`,
    );
    process.stdout.write('over HTTP to the whole product with its own PostgreSQL, its handlers at work\n\n');
    printTable([figures]);
    return figures;
  } finally {
    await product.stop();
  }
}
