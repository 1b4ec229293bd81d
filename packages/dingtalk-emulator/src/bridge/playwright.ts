import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Device } from '../types.ts';
import { clientVersion, userAgents } from './devices.ts';

/** The bridge exactly as it is served. */
export const bridgeSource = (): string => readFileSync(fileURLToPath(new URL('./bridge.js', import.meta.url)), 'utf8');

/**
 * What a browser driven by a test needs to be this device (jsapi-host.md §9.2): give `userAgent` to the context, expose the
 * binding `__native(method, params)` that returns `emulator.answer(…)`, and add `initScript`. A page's watched buttons are
 * pressed with `__nativeClick(method)`.
 */
export function bridgeForPlaywright(device: Device): { userAgent: string; initScript: string } {
  const settings = { device, agent: userAgents[device], version: clientVersion };
  return {
    userAgent: userAgents[device],
    initScript: `window.__emulatorBridge = ${JSON.stringify(settings)};\n${bridgeSource()}`,
  };
}
