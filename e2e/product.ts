import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import {
  type CallRecord,
  type Emulator,
  type EmulatorApp,
  type EmulatorDepartment,
  type EmulatorPerson,
  startEmulator,
} from '@hongyan/dingtalk-emulator';
import { type MemberApi, signIn } from './member-api.ts';
import { type ServerChild, startChild } from './servers/child.ts';
import { freePort } from './servers/ports.ts';

const root = path.resolve(import.meta.dirname, '..');
const main = path.join(root, 'apps/server/src/main.ts');

export interface MailSystem {
  readonly domain: string;
  readonly imapUrl: string;
  readonly smtpUrl: string;
  /** Provider profile; `generic` when absent. */
  readonly provider?: string;
}

export interface ProductOptions {
  readonly mail: MailSystem;
  readonly people: readonly EmulatorPerson[];
  /** Absent: the company alone. */
  readonly departments?: readonly EmulatorDepartment[];
  /** Hears of every call from the first one on. */
  readonly onCall?: (call: CallRecord) => void;
  readonly corpId?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Nothing is registered, on either side: what an administrator meets on the first day. */
  readonly untouched?: boolean;
}

/** The real product in a process of its own, on a data folder of its own, with a stand-in for DingTalk beside it. */
export interface Product {
  /** What a browser opens: `http://localhost:PORT`. */
  readonly origin: string;
  readonly corpId: string;
  readonly emulator: Emulator;
  /** What the process printed lately. */
  output(): string;
  /** Kills the process at once (SIGKILL): nothing is flushed, nothing is said. */
  kill(): Promise<void>;
  /** Starts it again on the same folder. */
  start(): Promise<void>;
  /** Starts another process of the same product on the same (external) database, with a folder and a port of its own. */
  startBeside(): Promise<{ readonly origin: string; output(): string; stop(signal?: NodeJS.Signals): Promise<void> }>;
  /** Runs a word of the command line beside the running product; answers what it printed. */
  command(...args: string[]): Promise<string>;
  /** A member's API access, as the page has it. */
  member(userId: string): Promise<MemberApi>;
  stop(): Promise<void>;
}

const app = { agentId: 1234567, appKey: 'dingtestkey0001', appSecret: 'test-secret-0001' };

export async function startProduct(options: ProductOptions): Promise<Product> {
  const corpId = options.corpId ?? 'dingtestcorp01';
  const folder = mkdtempSync('/tmp/hy-product-');
  chmodSync(folder, 0o755);
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const emulator = await startEmulator({
    company: {
      corpId,
      name: '测试公司',
      departments: options.departments ?? [{ id: 1, name: '测试公司' }],
      people: options.people,
    },
    upstream: () => `http://127.0.0.1:${port}`,
    publicUrl: () => origin,
  });
  if (options.onCall) emulator.onCall(options.onCall);
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    HONGYAN_DATA_DIR: path.join(folder, 'data'),
    HONGYAN_MASTER_KEY_FILE: path.join(folder, 'master.key'),
    HONGYAN_LISTEN: `127.0.0.1:${port}`,
    HONGYAN_PUBLIC_URL: origin,
    HONGYAN_DINGTALK_OAPI_URL: emulator.oapiUrl,
    HONGYAN_DINGTALK_API_URL: emulator.apiUrl,
    HONGYAN_DINGTALK_LOGIN_URL: emulator.loginUrl,
    ...options.env,
  };
  let child: ServerChild | undefined;

  const start = async () => {
    child = startChild(process.execPath, [main, 'start'], env);
    await untilReady(port, child);
  };
  const registerApp = () =>
    runCli(env, [
      ...['app', 'add', '--corp-id', corpId, '--agent-id', String(app.agentId), '--app-key', app.appKey],
      ...['--app-secret', app.appSecret, '--mail-domain', options.mail.domain],
      ...['--provider', options.mail.provider ?? 'generic', '--imap', options.mail.imapUrl],
      ...['--smtp', options.mail.smtpUrl, '--on-premise', '--public-url', origin, '--json'],
    ]);
  const beside: ServerChild[] = [];
  const stop = async () => {
    for (const other of beside) await other.stop();
    await child?.stop();
    await emulator.stop();
    rmSync(folder, { recursive: true, force: true });
  };

  try {
    if (!options.untouched) emulator.registerApp({ ...app, name: '企业邮箱', ...toConsole(await registerApp()) });
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    origin,
    corpId,
    emulator,
    output: () => child?.output() ?? '',
    async kill() {
      await child?.stop('SIGKILL');
    },
    start,
    async startBeside() {
      const itsPort = await freePort();
      const other = startChild(process.execPath, [main, 'start'], {
        ...env,
        HONGYAN_DATA_DIR: path.join(folder, `data-${itsPort}`),
        HONGYAN_LISTEN: `127.0.0.1:${itsPort}`,
      });
      beside.push(other);
      await untilReady(itsPort, other);
      return { origin: `http://localhost:${itsPort}`, output: other.output, stop: other.stop };
    },
    command: (...args) => runCli(env, args),
    member: (userId) => signIn(origin, corpId, emulator.issueAuthCode(userId, app.appKey)),
    stop,
  };
}

/** What `app add --json` prints, as the administrator enters it in DingTalk's console. */
function toConsole(printed: string): Pick<EmulatorApp, 'homeUrl' | 'pcHomeUrl' | 'redirectUrls' | 'events'> {
  const values = JSON.parse(printed) as Record<
    'homeUrl' | 'pcHomeUrl' | 'redirectUrl' | 'eventUrl' | 'eventToken' | 'eventAesKey',
    string
  > & { readonly events: readonly { readonly type: string }[] };
  return {
    homeUrl: values.homeUrl,
    pcHomeUrl: values.pcHomeUrl,
    redirectUrls: [values.redirectUrl],
    events: {
      mode: 'push',
      url: values.eventUrl,
      token: values.eventToken,
      aesKey: values.eventAesKey,
      types: values.events.map(({ type }) => type),
    },
  };
}

async function untilReady(port: number, child: ServerChild): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const ready = await Promise.race([
      child.died,
      fetch(`http://127.0.0.1:${port}/readyz`).then(
        (answer) => answer.ok,
        () => false,
      ),
    ]);
    if (ready) return;
    if (Date.now() > deadline) throw new Error(`the product is not ready after a minute:\n${child.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Runs the product's command line to its end; answers what it printed. */
export function runCli(env: NodeJS.ProcessEnv, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let problems = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      problems += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(out) : reject(new Error(`hongyan ${args.join(' ')} ended with ${code}:\n${out}${problems}`)),
    );
  });
}
