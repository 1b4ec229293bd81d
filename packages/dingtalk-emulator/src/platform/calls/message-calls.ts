import type { PlatformCall } from '../call.ts';
import { asyncSend } from './async-send.ts';
import { getSendProgress } from './get-send-progress.ts';
import { getSendResult } from './get-send-result.ts';
import { recall } from './recall.ts';
import { updateStatusBar } from './update-status-bar.ts';
import { uploadMedia } from './upload-media.ts';

/** Work notifications and the files in them (dingtalk-api.md §3). */
export const messageCalls: readonly PlatformCall[] = [
  asyncSend,
  getSendProgress,
  getSendResult,
  recall,
  updateStatusBar,
  uploadMedia,
];
