import { inspect } from 'node:util';
import { AppError } from '@hongyan/kit';
import { describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';

const problemsOf = (env: Record<string, string>): string => {
  try {
    readConfig(env, false);
  } catch (error) {
    if (error instanceof AppError) return error.detail ?? '';
  }
  throw new Error('the settings were accepted');
};

describe('config', () => {
  test('needs no setting at all', () => {
    const config = readConfig({}, true);
    expect(config).toMatchObject({
      dataDir: '/var/lib/hongyan',
      masterKeyFile: '/var/lib/hongyan.key',
      logLevel: 'info',
    });
    expect(config.listen).toEqual({ host: '127.0.0.1', port: 8080, explicit: false });
  });

  test('lists every problem at once', () => {
    const problems = problemsOf({
      HONGYAN_PUBLIC_URL: 'mail.example.com',
      HONGYAN_LISTEN: 'x:99999',
      HONGYAN_ROLES: 'http,cook',
      HONGYAN_TRUSTED_PROXIES: '10.0.0.0/8 nonsense',
      HONGYAN_LOG_LEVEL: 'loud',
    }).split('\n');
    expect(problems.map((line) => line.split(':')[0])).toEqual([
      'HONGYAN_PUBLIC_URL',
      'HONGYAN_LISTEN',
      'HONGYAN_ROLES',
      'HONGYAN_TRUSTED_PROXIES',
      'HONGYAN_LOG_LEVEL',
    ]);
  });

  test('never shows the password of the database address', () => {
    expect(problemsOf({ HONGYAN_DATABASE_URL: 'mysql://a:hunter2@h/x' })).not.toContain('hunter2');
    const config = readConfig({ HONGYAN_DATABASE_URL: 'postgres://a:hunter2@h/x' }, false);
    expect(`${inspect(config)}${JSON.stringify(config)}`).not.toContain('hunter2');
  });

  test('refuses a master key inside the data folder', () => {
    expect(problemsOf({ HONGYAN_DATA_DIR: '/srv/hy', HONGYAN_MASTER_KEY_FILE: '/srv/hy/key' })).toContain('outside');
  });

  test('refuses frame ancestors that would end the directive', () => {
    expect(problemsOf({ HONGYAN_FRAME_ANCESTORS: "'self'; script-src *" })).toContain('HONGYAN_FRAME_ANCESTORS');
  });

  test('takes a pace for asking mail servers that they can bear', () => {
    expect(readConfig({ HONGYAN_MAIL_CHECK_SECONDS: '240' }, false).mailCheckMs).toBe(240_000);
    for (const wrong of ['0', '4', '1701', '1.5', 'often'])
      expect(problemsOf({ HONGYAN_MAIL_CHECK_SECONDS: wrong })).toContain('HONGYAN_MAIL_CHECK_SECONDS');
  });

  test('names variables that look like ours and are not', () => {
    expect(readConfig({ HONGYAN_PUBLICURL: 'https://x' }, false).unknownNames).toEqual(['HONGYAN_PUBLICURL']);
  });
});
