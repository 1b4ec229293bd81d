import { type Browser, chromium } from 'playwright-core';

/** Debian's Chromium without a network of its own. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

export const viewports = {
  phone: { width: 390, height: 844 },
  panel: { width: 480, height: 800 },
  pc: { width: 1280, height: 800 },
} as const;
