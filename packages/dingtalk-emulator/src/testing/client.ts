import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { expect } from 'vitest';
import type { Emulator } from '../types.ts';
import { openContext } from './browser.ts';

/** The client's page, as it is now. */
export const buildClient = (): Promise<unknown> =>
  build({ configFile: fileURLToPath(new URL('../../client/vite.config.ts', import.meta.url)), logLevel: 'silent' });

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
