import { accessSync, chmodSync, constants, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './run.ts';

/** A program of the operating system that the tests use, and the Debian packages that bring it. */
interface Need {
  readonly what: string;
  readonly files: readonly string[];
  readonly packages: readonly string[];
}

const needs: readonly Need[] = [
  { what: 'Chromium', files: ['/usr/bin/chromium'], packages: ['chromium'] },
  {
    what: 'Dovecot (IMAP, LMTP)',
    files: ['/usr/sbin/dovecot', '/usr/lib/dovecot/imap', '/usr/lib/dovecot/lmtp'],
    packages: ['dovecot-imapd', 'dovecot-lmtpd'],
  },
  { what: 'Postfix', files: ['/usr/sbin/postfix', '/usr/sbin/postconf'], packages: ['postfix'] },
  { what: 'OpenSSL', files: ['/usr/bin/openssl'], packages: ['openssl'] },
  { what: 'Noto CJK', files: ['/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'], packages: ['fonts-noto-cjk'] },
];

/** Debian packages that are a mail server: Postfix would push them out. */
const otherMailServers = [
  'exim4-daemon-light',
  'exim4-daemon-heavy',
  'sendmail-bin',
  'opensmtpd',
  'courier-mta',
  'nullmailer',
  'msmtp-mta',
];

const policyFile = '/usr/sbin/policy-rc.d';
const isThere = (file: string) => existsSync(file);

function isDebian(): boolean {
  try {
    return /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8')) && isThere('/usr/bin/apt-get');
  } catch {
    return false;
  }
}

function canWrite(file: string): boolean {
  try {
    accessSync(file, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

async function isInstalled(name: string): Promise<boolean> {
  const ran = await run('dpkg-query', ['-W', '-f', '${db:Status-Status}', name], { quiet: true });
  return ran.code === 0 && ran.output === 'installed';
}

function stop(lines: readonly string[]): never {
  process.stderr.write(`\n✗ ${lines.join('\n  ')}\n`);
  process.exit(1);
}

/**
 * Makes sure that the programs which the tests use are there: installs them as root on Debian, else says exactly what is missing.
 * Nothing is ever skipped: a test machine without them fails here.
 */
export async function installSystemPackages(): Promise<void> {
  const missing = needs.filter((need) => !need.files.every(isThere));
  if (missing.length === 0) return;
  const packages = missing.flatMap((need) => need.packages);
  const names = missing.map((need) => need.what).join('、');
  const command = `apt-get install --no-install-recommends --no-remove ${packages.join(' ')}`;
  if (!isDebian()) {
    stop([
      `测试需要 ${names}，这台机器不是 Debian 系，请自行安装：${missing.flatMap((need) => need.files).join(' ')}`,
      `The tests need ${names}. This is not a Debian system: install them so that these files exist, then run npm test again.`,
    ]);
  }
  if (process.getuid?.() !== 0) {
    stop([`测试需要 ${names}，请以 root 运行：${command}`, `The tests need ${names}. Run as root: ${command}`]);
  }
  for (const other of packages.includes('postfix') ? otherMailServers : []) {
    if (await isInstalled(other)) {
      stop([
        `这台机器已有邮件服务器 ${other}，装 Postfix 会把它挤掉，所以没有动它。请在另一台机器或容器里运行测试。`,
        `This machine runs the mail server ${other}, which Postfix would remove; nothing was touched. Run the tests on another machine or in a container.`,
      ]);
    }
  }
  process.stderr.write(`▸ 安装测试要用的系统软件：${packages.join(' ')}  installing what the tests use\n`);
  await installQuietly(packages);
  const still = needs.filter((need) => !need.files.every(isThere));
  if (still.length > 0) {
    stop([
      `没有装好：${still.map((need) => need.what).join('、')}。请以 root 运行：apt-get update && ${command}`,
      `Still missing: ${still.flatMap((need) => need.files).join(' ')}`,
    ]);
  }
}

async function installQuietly(packages: readonly string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Without this, Debian starts Dovecot and Postfix on 143, 993 and 25 as soon as they are unpacked.
  const hadPolicy = isThere(policyFile) || !canWrite(path.dirname(policyFile));
  if (!hadPolicy) {
    writeFileSync(policyFile, '#!/bin/sh\nexit 101\n');
    chmodSync(policyFile, 0o755);
  }
  try {
    const args = ['install', '-y', '-qq', '--no-install-recommends', '--no-remove', ...packages];
    let ran = await run('apt-get', args, { quiet: true, env });
    if (ran.code !== 0) {
      await run('apt-get', ['update', '-qq'], { quiet: true, env });
      ran = await run('apt-get', args, { quiet: true, env });
    }
    if (ran.code !== 0) process.stderr.write(`${ran.output.slice(-4000)}\n`);
  } finally {
    if (!hadPolicy) rmSync(policyFile, { force: true });
  }
}
