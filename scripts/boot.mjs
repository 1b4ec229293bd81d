// The bootstrap: the only file that must run on the machine's own Node (20 or newer) with nothing installed.
// It installs what the lockfile names, finds the Node 24 that came with it, and hands over.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const nodeModules = path.join(root, 'node_modules');
const stampFile = path.join(nodeModules, '.hongyan-installed');
const lockDir = path.join(root, '.install-lock');
const wantedMajor = 24;

const say = (zh, en) => process.stderr.write(`${zh}  ${en}\n`);

function fail(zh, en) {
  say(`✗ ${zh}`, en);
  process.exit(1);
}

/** What an install depends on: any change of it means another install. */
function installStamp() {
  const lockfile = readFileSync(path.join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lockfile).digest('hex')} ${process.platform}-${process.arch}`;
}

function isInstalled() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === installStamp();
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Two commands started at once must not install into one folder. Answers the function that gives the lock back. */
async function takeInstallLock() {
  for (let told = false; ; ) {
    try {
      mkdirSync(lockDir);
      writeFileSync(path.join(lockDir, 'pid'), String(process.pid));
      return () => rmSync(lockDir, { recursive: true, force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    let pid = 0;
    try {
      pid = Number(readFileSync(path.join(lockDir, 'pid'), 'utf8'));
    } catch {
      // Between mkdir and write, or given back just now: only an old folder without a pid is a leftover.
      if (!existsSync(lockDir) || Date.now() - statSync(lockDir).mtimeMs < 2000) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        continue;
      }
    }
    if (!pid || !isAlive(pid)) {
      rmSync(lockDir, { recursive: true, force: true });
      continue;
    }
    if (!told)
      say(`… 另一个命令正在安装（进程 ${pid}），等它完成`, `another command is installing (pid ${pid}); waiting`);
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

/** npm as this process can start it: the very npm that runs us, else the one on the path. */
function npmCommand() {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('.js') && existsSync(cli)) return [process.execPath, [cli]];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
}

function run(command, args, options) {
  return new Promise((resolve) => {
    const child = spawn(command, args, options);
    child.on('error', (error) => resolve({ code: 127, error }));
    child.on('exit', (code, signal) => resolve({ code: code ?? 128, signal }));
  });
}

async function install() {
  const release = await takeInstallLock();
  const stop = () => {
    release();
    process.exit(130);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    if (isInstalled()) return;
    const started = Date.now();
    say('▸ 安装依赖（首次约半分钟）', 'installing dependencies (about half a minute the first time)');
    const ticker = setInterval(() => process.stderr.write('.'), 2000);
    const [command, prefix] = npmCommand();
    // --ignore-scripts: nothing chosen here needs one. --include=optional: that is where Node 24 and PostgreSQL come from.
    const args =
      'ci --include=dev --include=optional --no-engine-strict --ignore-scripts --no-audit --no-fund --loglevel=error';
    const { code } = await run(command, [...prefix, ...args.split(' ')], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, NODE_ENV: '' },
    });
    clearInterval(ticker);
    process.stderr.write('\n');
    if (code !== 0) {
      fail(
        '依赖没有装好。检查网络后再运行同一条命令，会从头重装。',
        'The install failed. Check the network and run the same command again; it starts over.',
      );
    }
    writeFileSync(stampFile, installStamp());
    say(`✓ 依赖已装好，用时 ${Math.round((Date.now() - started) / 1000)} 秒`, 'dependencies installed');
  } finally {
    process.removeListener('SIGINT', stop);
    process.removeListener('SIGTERM', stop);
    release();
  }
}

/** The Node that the product runs on: the lockfile's, else this one when it is new enough. */
function findNode() {
  for (const name of [`node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`]) {
    const binary = path.join(nodeModules, name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    if (existsSync(binary)) return binary;
  }
  if (Number(process.versions.node.split('.')[0]) >= wantedMajor) return process.execPath;
  return fail(
    `这个平台（${process.platform}-${process.arch}）没有随包的 Node ${wantedMajor}，请自行安装 Node ${wantedMajor} 或更新版本后再运行。`,
    `No Node ${wantedMajor} is bundled for this platform; install Node ${wantedMajor} or newer and run the command again.`,
  );
}

/** Runs `script` on Node 24 in our place: signals go through, and its exit code is ours. */
async function handOver(script, args) {
  const node = findNode();
  const child = spawn(node, [path.join(root, script), ...args], {
    // The command line may be given relative file names; the other words work on the project itself.
    cwd: word === 'hongyan' ? process.cwd() : root,
    stdio: 'inherit',
    // Everything below finds Node 24 and the workspace's tools first.
    env: {
      ...process.env,
      PATH: [path.dirname(node), path.join(nodeModules, '.bin'), process.env.PATH].join(path.delimiter),
    },
  });
  // On Ctrl-C the terminal signals the whole group, so the child may get the signal twice: it drains once.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) =>
    fail(`启动不了 Node ${wantedMajor}：${error.message}`, `cannot start Node ${wantedMajor}`),
  );
  child.on('exit', (code, signal) => {
    if (signal) {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    } else process.exit(code ?? 1);
  });
}

const words = {
  start: 'scripts/start.ts',
  dev: 'scripts/dev.ts',
  test: 'scripts/test.ts',
  check: 'scripts/check.ts',
  e2e: 'scripts/e2e.ts',
  bench: 'bench/main.ts',
  coverage: 'scripts/coverage.ts',
  emulator: 'scripts/emulator.ts',
  pictures: 'scripts/pictures.ts',
  hongyan: 'scripts/hongyan.ts',
};

const [word, ...rest] = process.argv.slice(2);
const script = Object.hasOwn(words, word ?? '') ? words[word] : undefined;
if (!script) fail(`不认识的命令：${word ?? '（空）'}。可用：${Object.keys(words).join('、')}`, 'unknown command');
if (Number(process.versions.node.split('.')[0]) < 20) {
  fail(`需要 Node 20 或更新版本来启动（现在是 ${process.version}）。`, 'Node 20 or newer is needed to start.');
}
if (!isInstalled()) await install();
await handOver(script, rest);
