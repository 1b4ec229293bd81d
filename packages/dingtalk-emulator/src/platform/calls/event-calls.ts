import type { PlatformCall } from '../call.ts';
import { getFailedEvents } from './get-failed-events.ts';
import { openConnection } from './open-connection.ts';

/** What an app calls because of events (dingtalk-api.md §6.4, §7.1). */
export const eventCalls: readonly PlatformCall[] = [getFailedEvents, openConnection];
