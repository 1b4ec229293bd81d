import { startMailSandbox } from '@hongyan/mail-sandbox';
import type { CDPSession } from 'playwright-core';
import { launchBrowser } from '../e2e/browser.ts';
import { openDevice } from '../e2e/device.ts';
import { buildLetter } from '../e2e/mails.ts';
import { startProduct } from '../e2e/product.ts';
import { until } from '../e2e/wait.ts';
import { printTable } from './percentile.ts';

const person = { userId: 'user0001', name: '沈知夏', address: 'shen@size.test', password: 'Zhixia-2026' };
const rowsWanted = 20;

interface Load {
  readonly requests: number;
  readonly bytes: number;
}

/** All bytes on the wire (headers and bodies as sent) until 20 rows with sender and subject are painted (design §7). */
async function countLoad(cdp: CDPSession, load: () => Promise<unknown>): Promise<Load> {
  const bytes = new Map<string, number>();
  const started = new Set<string>();
  const onStart = (event: { requestId: string; request: { url: string } }) => {
    if (event.request.url.startsWith('http')) started.add(event.requestId);
  };
  const onData = (event: { requestId: string; encodedDataLength: number }) =>
    bytes.set(event.requestId, (bytes.get(event.requestId) ?? 0) + Math.max(0, event.encodedDataLength));
  const onHead = (event: { requestId: string; response: { encodedDataLength: number } }) =>
    bytes.set(event.requestId, (bytes.get(event.requestId) ?? 0) + event.response.encodedDataLength);
  const onEnd = (event: { requestId: string; encodedDataLength: number }) =>
    bytes.set(event.requestId, event.encodedDataLength);
  cdp.on('Network.requestWillBeSent', onStart);
  cdp.on('Network.responseReceived', onHead);
  cdp.on('Network.dataReceived', onData);
  cdp.on('Network.loadingFinished', onEnd);
  await load();
  const counted = { requests: started.size, bytes: [...started].reduce((sum, id) => sum + (bytes.get(id) ?? 0), 0) };
  cdp.off('Network.requestWillBeSent', onStart);
  cdp.off('Network.responseReceived', onHead);
  cdp.off('Network.dataReceived', onData);
  cdp.off('Network.loadingFinished', onEnd);
  return counted;
}

/** `npm run bench -- size` */
export default async function bench(): Promise<Record<string, number>> {
  const sandbox = await startMailSandbox({ seed: 'none' });
  await sandbox.addAccount(person);
  for (let index = 0; index < 60; index += 1) {
    await sandbox.deliver(
      person.address,
      buildLetter(person.address, { subject: `第 ${index} 封：交期与报价`, text: `正文 ${index}` }).raw,
    );
  }
  const product = await startProduct({
    mail: { domain: 'size.test', imapUrl: sandbox.imapUrl, smtpUrl: sandbox.smtpUrl },
    people: [{ ...person, unionId: 'U1', title: '', departmentId: 1, isAdmin: false }],
    env: { HONGYAN_LOG_LEVEL: 'warn' },
  });
  const browser = await launchBrowser();
  try {
    const member = await product.member(person.userId);
    const bound = await member.bind(person.address, person.password);
    if (bound.status !== 200) throw new Error(bound.text);
    await until('the index', async () => {
      const session = await member.call('GET', `/api/v1/session?corpId=${product.corpId}`);
      return session.json?.mailboxes?.[0]?.state?.kind === 'ready';
    });
    // A phone of ordinary height shows ten rows; a tall window makes the page paint the twenty that are asked for.
    const device = await openDevice(browser, product, person.userId, 'ios');
    await device.page.setViewportSize({ width: 390, height: 2200 });
    const cdp = await device.context.newCDPSession(device.page);
    await cdp.send('Network.enable');
    const painted = async () => {
      await device.page.waitForFunction(
        (wanted) => (document.body.innerText.match(/第 \d+ 封：交期与报价/g) ?? []).length >= wanted,
        rowsWanted,
      );
    };
    const cold = await countLoad(cdp, async () => {
      await device.openHome();
      await painted();
    });
    const warm = await countLoad(cdp, async () => {
      await device.page.goto('about:blank');
      await device.openHome();
      await painted();
    });
    process.stdout.write(`\nfirst load until ${rowsWanted} rows with sender and subject are painted\n\n`);
    printTable([
      { load: 'cold', requests: cold.requests, bytes: cold.bytes },
      { load: 'warm', requests: warm.requests, bytes: warm.bytes },
    ]);
    return {
      first_load_br_bytes: cold.bytes,
      first_load_requests: cold.requests,
      warm_load_bytes: warm.bytes,
      warm_load_requests: warm.requests,
    };
  } finally {
    await browser.close();
    await product.stop();
    await sandbox.stop();
  }
}
