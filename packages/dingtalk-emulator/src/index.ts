/** A DingTalk to develop and test against: the platform's wire, its limits and faults, and a client to look at. */
export { clientVersion, devices, isPhone, userAgents } from './bridge/devices.ts';
export { bridgeForPlaywright } from './bridge/playwright.ts';
export type { BridgeReply, ContainerAnswer, Effect } from './container/types.ts';
export { startEmulator } from './emulator.ts';
export type * from './types.ts';
