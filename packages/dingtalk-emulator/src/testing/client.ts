import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { expect } from 'vitest';
import type { Emulator } from '../types.ts';
import { openContext } from './browser.ts';

const folder = fileURLToPath(new URL('../../client/', import.meta.url));

/**
 * Builds the client's page as it is now. Several test files do so at once, and one of them may be reading: every file takes its
 * place whole, and none is taken away.
 */
export async function buildClient(): Promise<void> {
  const built = mkdtempSync(join(tmpdir(), 'emulator-client-'));
  try {
    const configFile = join(folder, 'vite.config.ts');
    await build({ configFile, logLevel: 'silent', build: { outDir: built, emptyOutDir: true } });
    const files = readdirSync(built, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    // The page last: it names the others.
    files.sort((one, other) => Number(one.name === 'index.html') - Number(other.name === 'index.html'));
    for (const { parentPath, name } of files) {
      const target = join(folder, 'dist', relative(built, parentPath), name);
      mkdirSync(dirname(target), { recursive: true });
      copyFileSync(join(parentPath, name), `${target}.${process.pid}`);
      renameSync(`${target}.${process.pid}`, target);
    }
  } finally {
    rmSync(built, { recursive: true, force: true });
  }
}

/** Opens one page of the client; `stored` are choices that this browser has made before. */
export async function openPage(
  browser: Browser,
  emulator: Emulator,
  hash = '',
  stored: Record<string, string> = {},
): Promise<Page> {
  const context = await openContext(browser, { reducedMotion: 'reduce' });
  await context.addInitScript(
    `if (window === window.top) Object.entries(${JSON.stringify(stored)}).forEach(([name, value]) => localStorage.setItem(name, value));`,
  );
  const page = await context.newPage();
  await page.goto(`${emulator.clientUrl}${hash}`);
  await page.getByRole('banner').waitFor();
  return page;
}

/** Nothing that axe knows of keeps anyone out. */
export async function expectAccessible(page: Page): Promise<void> {
  // Colours are measured when nothing moves any more.
  await page.evaluate(
    'Promise.all(document.getAnimations().map((animation) => animation.finished)).then(() => undefined)',
  );
  const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
}
