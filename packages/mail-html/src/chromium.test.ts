import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Harness, startHarness } from './fixtures/browser-harness.ts';
import { corpusPayloads } from './fixtures/corpus.ts';
import { officeReply, weekly } from './fixtures/newsletters.ts';
import { remoteVectors } from './fixtures/remote-vectors.ts';
import { scriptVectors } from './fixtures/script-vectors.ts';
import { washHtml } from './wash.ts';

const options = { inlineImage: () => undefined, remoteImage: () => undefined };

describe('in real Chromium', { timeout: 240_000 }, () => {
  let harness: Harness;
  let payloads: readonly string[];
  let provoke: string;
  beforeAll(async () => {
    harness = await startHarness();
    provoke = await harness.page.evaluate<string>('probe.provoke.toString()');
    const all = [...scriptVectors, ...corpusPayloads(), ...remoteVectors(`${harness.tracker}/t`), weekly, officeReply];
    // What holds no tag is text in every one of these ways.
    payloads = all.filter((payload) => payload.includes('<'));
  });
  afterAll(() => harness?.close());

  /** What the payloads did since the last time: scripts that ran, requests that arrived. */
  async function measure(show: () => Promise<unknown>): Promise<{ executed: number; requests: readonly string[] }> {
    const before = { executed: await harness.executed(), hits: harness.hits().length };
    await show();
    return { executed: (await harness.executed()) - before.executed, requests: harness.hits().slice(before.hits) };
  }
  const purify = (documents: readonly string[]): Promise<string[]> =>
    harness.page.evaluate(`${JSON.stringify(documents)}.map((html) => probe.purify(html))`);
  const washed = () => payloads.map((payload) => washHtml(payload, options).html);

  const batches = (documents: readonly string[]): string[][] =>
    Array.from({ length: Math.ceil(documents.length / 60) }, (_, index) =>
      documents.slice(index * 60, index * 60 + 60),
    );
  // What is washed is closed in itself, so that many letters can share one frame.
  const joined = (documents: readonly string[]): string[] =>
    Array.from({ length: Math.ceil(documents.length / 15) }, (_, index) =>
      documents
        .slice(index * 15, index * 15 + 15)
        .map((html) => `<div>${html}</div>`)
        .join('\n'),
    );
  async function showBare(documents: readonly string[]): Promise<void> {
    for (const batch of batches(documents)) await harness.call('showBare', batch);
  }
  async function showInFrame(documents: readonly string[]): Promise<void> {
    await harness.call('openFrame', 'token');
    const frame = harness.page.frames().at(-1)!;
    for (const html of documents) {
      await harness.call('showInFrame', 'token', html);
      await frame.evaluate(`(${provoke})(document)`);
    }
    await harness.call('clear');
  }
  async function showWalled(): Promise<void> {
    for (let at = 0; at < payloads.length; at += 150) {
      await harness.call('showWalled', at, Math.min(at + 150, payloads.length));
      const frames = harness.page.frames().slice(1);
      // A frame that is leaving for elsewhere has no document to provoke.
      await Promise.all(
        frames.map((frame) =>
          Promise.race([frame.evaluate(`(${provoke})(document)`), gone(500)]).catch(() => undefined),
        ),
      );
      await harness.call('clear');
    }
  }
  const gone = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  test('without any wall the payloads run and call out: the harness can see', async () => {
    const sample = payloads.filter((_, index) => index % 3 === 0);
    const { executed, requests } = await measure(() => showBare(sample));
    expect(executed).toBeGreaterThan(20);
    expect(requests.length).toBeGreaterThan(20);
  });

  test('washed, purified and in the frame, nothing runs and nothing calls out', async () => {
    const documents = await purify(washed());
    const { executed, requests } = await measure(() => showInFrame(documents));
    expect({ executed, requests }).toEqual({ executed: 0, requests: [] });
  });

  test('the washer alone lets nothing run and nothing call out', async () => {
    const { executed, requests } = await measure(() => showBare(joined(washed())));
    expect({ executed, requests }).toEqual({ executed: 0, requests: [] });
  });

  test('the second wash alone lets nothing run and nothing call out', async () => {
    const documents = await purify(payloads);
    const { executed, requests } = await measure(() => showBare(joined(documents)));
    expect({ executed, requests }).toEqual({ executed: 0, requests: [] });
  });

  test('policy and sandbox alone let nothing run, whatever the document is', async () => {
    harness.serve(payloads);
    const { executed } = await measure(showWalled);
    expect(executed).toBe(0);
  });

  test('the frame takes no orders without its token', async () => {
    await harness.call('openFrame', 'secret');
    await harness.call('showInFrame', 'guess', '<p style="height:4000px">forged', false);
    expect(await harness.call('showInFrame', 'secret', '<p style="height:100px;margin:0">true', 'tall')).toBe(100);
    await harness.call('clear');
  });

  test('the second wash keeps what the first one allowed of a newsletter', async () => {
    const [twice] = await purify([washHtml(weekly, options).html]);
    for (const part of [
      'cellpadding="0"',
      'width="640"',
      '@media only screen and (max-width:640px)',
      'data-blocked="576 × 240"',
      'face="宋体"',
      'style="padding:24px 32px;border-bottom:2px solid #0b5394"',
    ]) {
      expect(twice).toContain(part);
    }
  });

  test('a paste keeps emphasis and links, and loses styles of the page it came from', async () => {
    const clipboard =
      '<html><head><style>p{color:red}</style></head><body><!--StartFragment--><p class=MsoNormal style="mso-pagination:none;font-size:42pt;color:#c00"><b>甲</b><o:p></o:p><img src="file:///c:/x.png"><a href="https://a.example" onclick="alert(1)">乙</a></p><!--EndFragment-->';
    const html = await harness.page.evaluate(
      `(() => { const box = document.createElement('div'); box.append(probe.purifyPaste(${JSON.stringify(clipboard)})); return box.innerHTML; })()`,
    );
    expect(html).toBe(
      '<p style="color: rgb(204, 0, 0);"><b>甲</b><a href="https://a.example" target="_blank" rel="noopener noreferrer">乙</a></p>',
    );
  });
});
