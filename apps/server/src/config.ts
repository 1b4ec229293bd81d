import { homedir } from 'node:os';
import path from 'node:path';
import { AppError, Secret } from '@hongyan/kit';
import ipaddr from 'ipaddr.js';

/** What one process of the product may do (design §6). */
type Role = 'http' | 'watch' | 'notify' | 'sync';
type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Every setting, read once and checked. Nothing else in the server looks at the environment. */
export interface Config {
  /** Undefined: `http://localhost:<port>` of the port that was taken in the end. */
  readonly publicUrl: string | undefined;
  readonly listen: { readonly host: string; readonly port: number; readonly explicit: boolean };
  readonly dataDir: string;
  /** Undefined: the embedded database. */
  readonly databaseUrl: Secret | undefined;
  readonly masterKeyFile: string;
  readonly roles: ReadonlySet<Role>;
  /** Addresses and ranges whose `X-Forwarded-*` headers are believed. */
  readonly trustedProxies: readonly string[];
  /** Addresses and ranges from which the console may be used, whoever asks; empty: everywhere. */
  readonly consoleAllow: readonly string[];
  readonly logLevel: LogLevel;
  readonly frameAncestors: string;
  /** At least so often every watched mail server is asked for a sign of life; undefined: as its provider's profile says. */
  readonly mailCheckMs: number | undefined;
  /** `explicit`: any of the three was set, so the demo stays away. */
  readonly dingtalk: {
    readonly oapiUrl: string;
    readonly apiUrl: string;
    readonly loginUrl: string;
    readonly explicit: boolean;
  };
  /** Variables that look like ours and are not: a misspelt setting must not pass in silence. */
  readonly unknownNames: readonly string[];
}

/** One line for each setting: its name, what it is for, and what holds when it is absent. */
export const settings = {
  HONGYAN_PUBLIC_URL: ['the address that browsers and DingTalk use', 'http://localhost:<port>'],
  HONGYAN_LISTEN: ['host and port to listen on', '127.0.0.1:8080, or the next free port'],
  HONGYAN_DATA_DIR: [
    'folder of the embedded database and run.json',
    '/var/lib/hongyan as root, else ~/.local/share/hongyan',
  ],
  HONGYAN_DATABASE_URL: [
    'an external PostgreSQL 15 or newer, as its owner: postgres://user:password@host/name',
    'the embedded one',
  ],
  HONGYAN_MASTER_KEY_FILE: [
    'file of the key that wraps every other key; keep it apart from backups',
    '<data folder>.key',
  ],
  HONGYAN_ROLES: ['what this process does, of: http, watch, notify, sync', 'all four'],
  HONGYAN_TRUSTED_PROXIES: ['addresses and ranges whose X-Forwarded headers are believed', 'none'],
  HONGYAN_CONSOLE_ALLOW: ['addresses and ranges from which the console may be used, operators included', 'everywhere'],
  HONGYAN_LOG_LEVEL: ['debug, info, warn or error', 'info'],
  HONGYAN_FRAME_ANCESTORS: ['who may show our pages in a frame, as CSP sources', "'self' https://*.dingtalk.com"],
  HONGYAN_MAIL_CHECK_SECONDS: [
    'ask every mail server for news at least so often, 5 to 1700: where a firewall forgets quiet connections, or mail must be noticed sooner',
    'as each provider wants it: 55 without IDLE, 28 minutes with it',
  ],
  HONGYAN_DINGTALK_OAPI_URL: ["base address of DingTalk's old API", 'https://oapi.dingtalk.com'],
  HONGYAN_DINGTALK_API_URL: ["base address of DingTalk's new API", 'https://api.dingtalk.com'],
  HONGYAN_DINGTALK_LOGIN_URL: ["base address of DingTalk's sign-in page", 'https://login.dingtalk.com'],
} as const satisfies Record<string, readonly [doc: string, fallback: string]>;

type Name = keyof typeof settings;
type Environment = Readonly<Record<string, string | undefined>>;

/** Reads every setting; throws one `config.invalid` that lists all problems at once. */
export function readConfig(env: Environment, isRoot: boolean = process.getuid?.() === 0): Config {
  const problems: string[] = [];
  function read<T>(name: Name, fallback: T, parse: (text: string) => T): T {
    const text = env[name]?.trim();
    if (!text) return fallback;
    try {
      return parse(text);
    } catch (error) {
      problems.push(`${name}: ${(error as Error).message} (${settings[name][0]}; default: ${settings[name][1]})`);
      return fallback;
    }
  }
  const dataDir = read('HONGYAN_DATA_DIR', defaultDataDir(env, isRoot), (text) => path.resolve(text));
  const dingtalkNames = [
    'HONGYAN_DINGTALK_OAPI_URL',
    'HONGYAN_DINGTALK_API_URL',
    'HONGYAN_DINGTALK_LOGIN_URL',
  ] as const;
  const config: Config = {
    publicUrl: read('HONGYAN_PUBLIC_URL', undefined, parseBaseUrl),
    listen: read('HONGYAN_LISTEN', { host: '127.0.0.1', port: 8080, explicit: false }, parseListen),
    dataDir,
    databaseUrl: read('HONGYAN_DATABASE_URL', undefined, parseDatabaseUrl),
    masterKeyFile: read('HONGYAN_MASTER_KEY_FILE', `${dataDir}.key`, (text) => path.resolve(text)),
    roles: read('HONGYAN_ROLES', new Set(allRoles), parseRoles),
    trustedProxies: read('HONGYAN_TRUSTED_PROXIES', [], parseRanges),
    consoleAllow: read('HONGYAN_CONSOLE_ALLOW', [], parseRanges),
    logLevel: read('HONGYAN_LOG_LEVEL', 'info', (text) => oneOf(text, ['debug', 'info', 'warn', 'error'] as const)),
    frameAncestors: read('HONGYAN_FRAME_ANCESTORS', settings.HONGYAN_FRAME_ANCESTORS[1], parseAncestors),
    mailCheckMs: read('HONGYAN_MAIL_CHECK_SECONDS', undefined, parseCheckSeconds),
    dingtalk: {
      oapiUrl: read(dingtalkNames[0], settings[dingtalkNames[0]][1], parseServiceUrl),
      apiUrl: read(dingtalkNames[1], settings[dingtalkNames[1]][1], parseServiceUrl),
      loginUrl: read(dingtalkNames[2], settings[dingtalkNames[2]][1], parseServiceUrl),
      explicit: dingtalkNames.some((name) => env[name]?.trim()),
    },
    unknownNames: Object.keys(env).filter((name) => name.startsWith('HONGYAN_') && !(name in settings)),
  };
  if (isInside(config.masterKeyFile, config.dataDir))
    problems.push('HONGYAN_MASTER_KEY_FILE: must lie outside the data folder, or a copied folder is a copied key');
  if (problems.length > 0) throw new AppError('config.invalid', { detail: problems.join('\n') });
  return config;
}

const allRoles: readonly Role[] = ['http', 'watch', 'notify', 'sync'];

function defaultDataDir(env: Environment, isRoot: boolean): string {
  if (isRoot) return '/var/lib/hongyan';
  return path.join(env.XDG_DATA_HOME || path.join(homedir(), '.local/share'), 'hongyan');
}

function parseBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) throw new Error(`"${text}" is no http or https address`);
  if (url.username || url.search || url.hash || url.pathname !== '/')
    throw new Error('an address of scheme, host and port is wanted, without path, user or query');
  return url.origin;
}

/** A platform's base: unlike our own address it may have a path, for a stand-in that serves all three on one port. */
function parseServiceUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) throw new Error(`"${text}" is no http or https address`);
  if (url.username || url.search || url.hash) throw new Error('an address without user or query is wanted');
  return url.origin + url.pathname.replace(/\/+$/, '');
}

function parseListen(text: string): Config['listen'] {
  const found = /^(?:(.*):)?(\d{1,5})$/.exec(text);
  const port = Number(found?.[2]);
  const host = (found?.[1] ?? '127.0.0.1').replace(/^\[(.*)\]$/, '$1');
  if (!found || port > 65_535 || host === '') throw new Error(`"${text}" is no host:port`);
  return { host: host === '*' ? '::' : host, port, explicit: true };
}

function parseDatabaseUrl(text: string): Secret {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // The address itself holds a password: it is never repeated in the message.
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) throw new Error('no postgres:// address');
  if (url.pathname.length < 2) throw new Error('names no database: postgres://user:password@host/name');
  return new Secret(text);
}

function parseRoles(text: string): ReadonlySet<Role> {
  return new Set(splitList(text).map((word) => oneOf(word, allRoles)));
}

function parseRanges(text: string): readonly string[] {
  for (const range of splitList(text))
    if (!ipaddr.isValidCIDR(range) && !ipaddr.isValid(range)) throw new Error(`"${range}" is no address or range`);
  return splitList(text);
}

function parseCheckSeconds(text: string): number {
  const seconds = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (seconds < 5 || seconds > 1_700) throw new Error(`"${text}" is no number from 5 to 1700`);
  return seconds * 1_000;
}

function parseAncestors(text: string): string {
  // The value goes into a header: nothing that could end the directive.
  if (/[;,\r\n]/.test(text)) throw new Error('sources are parted by spaces, without comma or semicolon');
  return text;
}

function oneOf<T extends string>(text: string, words: readonly T[]): T {
  const found = words.find((word) => word === text);
  if (!found) throw new Error(`"${text}" is none of ${words.join(', ')}`);
  return found;
}

const splitList = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean);

function isInside(file: string, folder: string): boolean {
  const way = path.relative(folder, file);
  return way !== '' && !way.startsWith('..') && !path.isAbsolute(way);
}
