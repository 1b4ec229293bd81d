import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { washHtml } from '@hongyan/mail-html';
import { afterAll, expect, test } from 'vitest';
import { textInWorker, washInWorker } from './wash-in-worker.ts';
import { closeMailWorkers } from './work.ts';

afterAll(closeMailWorkers);

const none = { inline: new Map<string, string>(), remote: 'block' } as const;
/** Stays within the washer's limits and takes more memory than a worker has, if not more time: no style is like another. */
const bomb = Array.from({ length: 55_000 }, (_, at) => `<p style="color:red;font:a b c${at};top:1;x:y">`).join('');
const large = (html: string) => `${html}<p>${'words and '.repeat(1000)}</p>`;

async function ticksDuring(work: Promise<unknown>): Promise<number> {
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
  }, 10);
  await work;
  clearInterval(timer);
  return ticks;
}

test('a bomb is too complex, and meanwhile the event loop goes on', async () => {
  const washed = washInWorker(bomb, none);
  const ticks = await ticksDuring(washed);
  expect(await washed).toBe('too_complex');
  expect(ticks).toBeGreaterThan(10);
});

test('after a bomb the next mail is washed', async () => {
  expect(await washInWorker(bomb, none, { cpuMs: 100, heapMb: 64 })).toBe('too_complex');
  expect(await washInWorker(large('<b>hi</b>'), none)).toMatchObject({ html: expect.stringContaining('<b>hi</b>') });
});

test('a mail that needs more memory than there is for it is too complex', async () => {
  expect(await washInWorker('<p>x'.repeat(50_000), none, { cpuMs: 20_000, heapMb: 16 })).toBe('too_complex');
});

test.each([
  ['small', (html: string) => html],
  ['large', large],
])('a %s mail shows its own pictures and those that are given an address', async (_, grow) => {
  const html = grow(
    '<img src="cid:a@b"><img src="cid:else"><img src="https://x.example/1?a=1&amp;b=2"><img src="https://x.example/2">',
  );
  const inline = new Map([['a@b', '/inline/1']]);
  const asked: string[] = [];
  const remote = (url: string) => {
    asked.push(url);
    return url.endsWith('/2') ? undefined : `/proxy?u=${encodeURIComponent(url)}`;
  };
  const washed = await washInWorker(html, { inline, remote });
  expect(washed).toEqual({
    ...washHtml(html, { inlineImage: (id) => inline.get(id), remoteImage: remote }),
    remoteUrls: ['https://x.example/1?a=1&b=2', 'https://x.example/2'],
  });
  expect(washed).toMatchObject({ blockedImages: 1, usedContentIds: new Set(['a@b']) });
  expect(new Set(asked)).toEqual(new Set(['https://x.example/1?a=1&b=2', 'https://x.example/2']));
});

test('remote images are held back or kept as the caller says', async () => {
  const html = large('<img src="https://x.example/1">');
  expect(await washInWorker(html, none)).toMatchObject({ blockedImages: 1 });
  expect(await washInWorker(html, { ...none, remote: 'keep' })).toMatchObject({
    blockedImages: 0,
    html: expect.stringContaining('https://x.example/1'),
  });
});

test('the words of a large mail are read, and of one past the budget there are none', async () => {
  expect(await textInWorker(large('<p>你好</p>'))).toMatch(/^你好\n\nwords and/);
  expect(await textInWorker('<p>x'.repeat(50_000), { cpuMs: 20_000, heapMb: 16 })).toBeUndefined();
});

test('resting workers keep no process alive', async () => {
  const script = `
    const { washInWorker } = await import(${JSON.stringify(new URL('./wash-in-worker.ts', import.meta.url).href)});
    const washed = await washInWorker('<p>x</p>'.repeat(2000), { inline: new Map(), remote: 'block' });
    console.log(washed.html.length);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: Buffer[] = [];
  child.stdout.on('data', (bytes: Buffer) => said.push(bytes));
  const [code] = await once(child, 'close');
  expect([code, Buffer.concat(said).toString()]).toEqual([0, '16000\n']);
});

test('workers that were closed are started again by the next mail', async () => {
  const busy = washInWorker(large('<b>1</b>'), none);
  await closeMailWorkers();
  expect(await busy).not.toBe('too_complex');
  expect(await washInWorker(large('<b>2</b>'), none)).not.toBe('too_complex');
});
