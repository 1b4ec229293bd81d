import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '@hongyan/server';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { remember } from './memory.ts';
import { chooseBeginning, readWish } from './mode.ts';

let parent: string;
let dataDir: string;

beforeEach(() => {
  parent = mkdtempSync(path.join(tmpdir(), 'demo-mode-'));
  dataDir = path.join(parent, 'data');
});
afterEach(() => rmSync(parent, { recursive: true }));

const config = (env: Record<string, string> = {}) => readConfig({ HONGYAN_DATA_DIR: dataDir, ...env });

test('the words of the command line are understood, others get the usage', () => {
  expect([[], ['start'], ['demo'], ['demo', 'reset'], ['demo', 'rest'], ['stop']].map(readWish)).toEqual([
    'start',
    'start',
    'demo',
    'reset',
    'help',
    'help',
  ]);
});

test('an untouched machine gets the demo', () => {
  expect(chooseBeginning('start', config())).toBe('demo');
});

test('whoever names the addresses of DingTalk gets the product alone, unless the demo is asked for', () => {
  const env = { HONGYAN_DINGTALK_OAPI_URL: 'https://oapi.dingtalk.com' };
  expect(chooseBeginning('start', config(env))).toBe('product');
  expect(chooseBeginning('demo', config(env))).toBe('demo');
});

test('whoever says under which address others reach it gets the product, also where the demo ran and nothing is registered yet', () => {
  const env = { HONGYAN_PUBLIC_URL: 'https://mail.corp.example' };
  expect(chooseBeginning('start', config(env))).toBe('product');
  remember(dataDir, { emulatorPort: 1, imapPort: 2, smtpPort: 3, appSecret: 'x' });
  expect(chooseBeginning('start', config(env))).toBe('product');
  expect(chooseBeginning('demo', config(env))).toBe('demo');
});

test('a process that serves no pages gets the product alone', () => {
  expect(chooseBeginning('start', config({ HONGYAN_ROLES: 'watch' }))).toBe('product');
});

test('where data lies already, the apps in it decide; where the demo ran, it begins at once', () => {
  mkdirSync(path.join(dataDir, 'postgres-18'), { recursive: true });
  expect(chooseBeginning('start', config())).toBe('look');
  remember(dataDir, { emulatorPort: 1, imapPort: 2, smtpPort: 3, appSecret: 'x' });
  expect(chooseBeginning('start', config())).toBe('demo');
});

test('a database elsewhere is asked before anything else begins', () => {
  expect(chooseBeginning('start', config({ HONGYAN_DATABASE_URL: 'postgres://u:p@db.example/hongyan' }))).toBe('look');
});
