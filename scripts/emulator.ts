import { buildBundles } from './lib/build.ts';

// `npm run emulator`: the stand-in for DingTalk alone; its client is built when its sources have changed.
await buildBundles();
await import('../packages/dingtalk-emulator/src/main.ts');
