import { readFile } from 'node:fs/promises';
import { startEmulator } from '../emulator.ts';
import type { Emulator, EmulatorCompany } from '../types.ts';
import { readCompany } from './company-file.ts';
import { generateCompany } from './generate.ts';
import type { Read, Wish, Words } from './wish.ts';

/** The port that a person finds again; another one is taken when it is not free. */
const usualPort = 8090;
const sample = { people: 24, departments: 8 };
const firstAgent = 2_000_000_001;

/** A running stand-in and the organisation that it began with. */
export interface Standalone {
  readonly emulator: Emulator;
  readonly company: EmulatorCompany;
}

/** Starts the stand-in alone, as the command line asks. */
export async function startStandalone(
  wish: Wish,
  log: (message: string, fields?: Readonly<Record<string, unknown>>) => void,
): Promise<Read<Standalone>> {
  const company = await companyOf(wish);
  if (!company.ok) return company;
  const start = (port: number) =>
    startEmulator({
      port,
      company: company.value,
      upstream: () => wish.upstream,
      log,
      ...(wish.stateFile === undefined ? {} : { stateFile: wish.stateFile }),
    });
  let emulator: Emulator;
  try {
    emulator = await start(wish.port ?? usualPort).catch((error: unknown) => {
      if (wish.port !== undefined || !isTaken(error)) throw error;
      return start(0);
    });
  } catch (error) {
    if (!isTaken(error)) throw error;
    return refuse(`端口 ${wish.port} 已被占用，请换一个`, `Port ${wish.port} is taken; choose another one`);
  }
  for (const [at, { appKey, appSecret, agentId }] of wish.apps.entries()) {
    const home = `${wish.upstream.replace(/\/$/, '')}/static/dingding/?corpId=$CORPID$`;
    emulator.registerApp({
      agentId: agentId ?? firstAgent + at,
      appKey,
      appSecret,
      name: wish.apps.length > 1 ? `企业邮箱 ${at + 1}` : '企业邮箱',
      homeUrl: home,
      pcHomeUrl: home,
    });
  }
  return { ok: true, value: { emulator, company: company.value } };
}

async function companyOf(wish: Wish): Promise<Read<EmulatorCompany>> {
  if (wish.companyFile === undefined) {
    const { people, departments } = wish.generate ?? sample;
    return { ok: true, value: generateCompany(people, departments) };
  }
  let text: string;
  try {
    text = await readFile(wish.companyFile, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return refuse(
      `读不了 ${wish.companyFile}（${code ?? '未知'}）`,
      `${wish.companyFile} cannot be read (${code ?? 'unknown'})`,
    );
  }
  return readCompany(text);
}

const refuse = (zh: string, en: string): { readonly ok: false; readonly problems: readonly Words[] } => ({
  ok: false,
  problems: [{ zh, en }],
});
const isTaken = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
