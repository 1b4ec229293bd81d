import type { CallRecord, EmulatorPerson } from '@hongyan/dingtalk-emulator';
import type { MemberApi } from '../e2e/member-api.ts';
import { type Product, startProduct } from '../e2e/product.ts';
import { percentile, printTable } from './percentile.ts';

const domain = 'bench.test';
const surnames = [...'陈李王张赵钱孙周吴郑冯卫蒋沈韩杨朱秦许何吕施孔曹严金魏陶姜谢邹苏潘葛范彭单曾'];
const given = [...'明华伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛超霞平刚桂知夏子涵欣怡宇轩浩然梓萱若曦'];

/** Ten departments under each, the root included, until there are enough. */
const buildDepartments = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    at === 0 ? { id: 1, name: '测量公司' } : { id: at + 1, name: `第${at}部`, parentId: Math.floor((at - 1) / 10) + 1 },
  );

const buildPerson = (at: number, departments: number): EmulatorPerson => ({
  userId: `user${String(at).padStart(6, '0')}`,
  name: `${surnames[at % surnames.length]}${given[(at * 7) % given.length]}${given[(at * 13 + 5) % given.length]}`,
  unionId: `U${at}`,
  title: '工程师',
  departmentId: 1 + (at % departments),
  isAdmin: at === 0,
  email: `person${at}@${domain}`,
  jobNumber: `J${at}`,
});

/** How a bucket of 15 a second with a burst of 5 spends its time: what it alone makes necessary for so many calls. */
const bucketMs = (calls: number): number => (Math.max(0, calls - 5) * 1_000) / 15;

const megabyte = 1_048_576;
async function residentMb(product: Product): Promise<number> {
  const metrics = await (await fetch(`${product.origin}/metrics`)).text();
  const bytes = Number(/^process_resident_memory_bytes (\S+)/m.exec(metrics)?.[1]);
  if (!(bytes > 0)) throw new Error('the product does not tell its memory');
  return bytes / megabyte;
}

interface Sync {
  readonly seconds: number;
  readonly ratio: number;
  readonly calls: number;
  readonly growthMb: number;
  readonly peakMb: number;
}

/** From the first question about the directory to the product's word that it was read. */
async function watchSync(product: Product, calls: readonly CallRecord[], people: number): Promise<Sync> {
  const pages = () => calls.filter((call) => call.path === '/topapi/v2/user/list').length;
  // The first half fills what is filled once: compiled code, pools, the collector's own spaces. What grows with the company
  // would go on growing in the second half.
  const half = people / 100 / 2;
  let firstMb = 0;
  let peakMb = 0;
  while (!product.output().includes('the directory was read')) {
    const now = await residentMb(product);
    if (pages() < half) firstMb = Math.max(firstMb, now);
    peakMb = Math.max(peakMb, now);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const finished = /"time":"([^"]+)"[^\n]*the directory was read/.exec(product.output())?.[1];
  const first = calls.find((call) => call.path === '/auth/scopes');
  if (!first) throw new Error('the product never asked for its scope');
  const milliseconds = (finished ? Date.parse(finished) : Date.now()) - (first.receivedAt - first.ms);
  const byApi = Map.groupBy(calls, (call) => call.path);
  const necessary = Math.max(...[...byApi.values()].map((some) => bucketMs(some.length)));
  return {
    seconds: milliseconds / 1_000,
    ratio: milliseconds / necessary,
    calls: calls.length,
    growthMb: peakMb - firstMb,
    peakMb,
  };
}

const queries = [
  '陈明',
  'chenming',
  'cm',
  '第37部',
  'person4711@',
  '单',
  'zhang',
  'wangfang',
  'user',
  'xyz-none',
  '若曦',
  'lv',
];

/** The address field's question over HTTP, warm. */
async function measureSearch(member: MemberApi, rounds: number): Promise<number[]> {
  const samples: number[] = [];
  for (let round = -1; round < rounds; round += 1)
    for (const query of queries) {
      const began = performance.now();
      const answer = await member.call('GET', `/api/v1/contacts?q=${encodeURIComponent(query)}`);
      if (answer.status !== 200) throw new Error(`${query} was answered ${answer.status} ${answer.text}`);
      if (round >= 0) samples.push(performance.now() - began);
    }
  return samples;
}

/** `npm run bench -- dingtalk directory [people] [departments]` */
export default async function bench(args: readonly string[]): Promise<Record<string, number>> {
  const people = Number(args[0] ?? 100_000);
  const departments = Number(args[1] ?? 1_000);
  const calls: CallRecord[] = [];
  const product = await startProduct({
    mail: { domain, imapUrl: 'imap://127.0.0.1:1', smtpUrl: 'smtp://127.0.0.1:1' },
    people: Array.from({ length: people }, (_, at) => buildPerson(at, departments)),
    departments: buildDepartments(departments),
    env: { HONGYAN_LOG_LEVEL: 'info' },
    onCall: (call) => void calls.push({ ...call, request: '', response: '' }),
  });
  try {
    const startMb = await residentMb(product);
    const sync = await watchSync(product, calls, people);
    const member = await product.member('user000000');
    const samples = await measureSearch(member, 20);
    const figures = {
      sync_100k_ratio: Number(sync.ratio.toFixed(3)),
      sync_100k_s: Number(sync.seconds.toFixed(1)),
      sync_calls: sync.calls,
      rss_start_mb: Math.round(startMb),
      rss_growth_mb: Number(sync.growthMb.toFixed(1)),
      rss_peak_mb: Math.round(sync.peakMb),
      search_p50_ms: percentile(samples, 0.5),
      search_p99_ms: percentile(samples, 0.99),
    };
    process.stdout.write(
      `\nthe first reading of ${people} people in ${departments} departments, by the product with its own PostgreSQL,\n`,
    );
    process.stdout.write('and the address field’s question over HTTP when everyone is there\n\n');
    printTable([figures]);
    return figures;
  } finally {
    await product.stop();
  }
}
