import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../servers/ports.ts';
import { until } from '../wait.ts';

const here = path.resolve(import.meta.dirname, '../..');

/** The project as a fresh clone would have it: what is tracked, and what would be. */
function copyProject(to: string): void {
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: here, maxBuffer: 1 << 26 })
    .toString('utf8')
    .split('\0');
  for (const file of files.filter((name) => name && existsSync(path.join(here, name)))) {
    mkdirSync(path.dirname(path.join(to, file)), { recursive: true });
    cpSync(path.join(here, file), path.join(to, file));
  }
}

/** Every living process that was started with this mark in its environment, or that names the folder on its command line. */
function processesOf(mark: string, folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'latin1');
        if (line === '') return false;
        return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(mark) || line.includes(folder);
      } catch {
        return false;
      }
    });
}

describe('a fresh checkout', () => {
  const mark = randomUUID();
  let folder: string;
  let project: string;
  let port: number;

  beforeAll(async () => {
    folder = mkdtempSync('/tmp/hy-house-');
    chmodSync(folder, 0o755);
    project = path.join(folder, 'project');
    copyProject(project);
    port = await freePort();
  });
  afterAll(() => {
    for (const pid of processesOf(mark, folder)) process.kill(pid, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  interface Started {
    readonly child: ChildProcess;
    readonly ended: Promise<number | null>;
    output(): string;
  }

  /** `npm start` in a process group of its own, as a terminal or a supervisor would start it. */
  function npmStart(): Started {
    // npm's own variables and this run's Node 24 must not leak in: a newcomer has neither.
    const env = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_|VITEST|INIT_CWD)/i.test(name)),
    );
    const child = spawn('npm', ['start'], {
      cwd: project,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...env,
        PATH: (process.env.PATH ?? '')
          .split(':')
          .filter((part) => !part.includes('node_modules'))
          .join(':'),
        HOUSE_TEST_MARK: mark,
        HONGYAN_DATA_DIR: path.join(folder, 'data'),
        HONGYAN_LISTEN: `127.0.0.1:${port}`,
      },
    });
    let printed = '';
    child.stdout?.on('data', (chunk) => {
      printed += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      printed += chunk;
    });
    return {
      child,
      ended: new Promise((resolve) => child.once('exit', (code) => resolve(code))),
      output: () => printed,
    };
  }

  async function untilUp(started: Started): Promise<void> {
    await until(
      'the demo to print its address',
      async () => {
        if (started.child.exitCode !== null)
          throw new Error(`npm start ended with ${started.child.exitCode}:\n${started.output()}`);
        return (
          started.output().includes('http://emu.localhost:') &&
          (await fetch(`http://127.0.0.1:${port}/readyz`).then(
            (a) => a.ok,
            () => false,
          ))
        );
      },
      170_000,
    ).catch((error: Error) => {
      throw new Error(`${error.message}\n${started.output()}`);
    });
  }

  const untilNoneLeft = () => until('every process to be gone', () => processesOf(mark, folder).length === 0, 20_000);

  test('an install that was killed half-way is mended by the next start, which leads to a running demo', async () => {
    const first = npmStart();
    await until(
      'npm to have begun',
      () => existsSync(path.join(project, 'node_modules')) || first.child.exitCode !== null,
      60_000,
    );
    process.kill(-first.child.pid!, 'SIGKILL');
    await first.ended;
    for (const pid of processesOf(mark, folder)) process.kill(pid, 'SIGKILL');
    expect(existsSync(path.join(project, 'node_modules/.hongyan-installed'))).toBe(false);

    const second = npmStart();
    await untilUp(second);
    second.child.kill('SIGTERM');
    await second.ended;
    await untilNoneLeft();
  }, 240_000);

  test('after TERM to npm the next start is clean, and TERM to the whole group leaves no process', async () => {
    const started = npmStart();
    await untilUp(started);
    expect(started.output()).not.toMatch(/installing|building/);
    process.kill(-started.child.pid!, 'SIGTERM');
    await started.ended;
    await untilNoneLeft();
  });

  test('INT to the whole group, as Ctrl-C does, drains and leaves no process', async () => {
    const started = npmStart();
    await untilUp(started);
    process.kill(-started.child.pid!, 'SIGINT');
    await started.ended;
    await untilNoneLeft();
  });

  test('after kill -9 of the whole group the database it left is adopted or cleared by the next start', async () => {
    const started = npmStart();
    await untilUp(started);
    process.kill(-started.child.pid!, 'SIGKILL');
    await started.ended;
    const again = npmStart();
    await untilUp(again);
    again.child.kill('SIGTERM');
    await again.ended;
    await untilNoneLeft();
  });
});
