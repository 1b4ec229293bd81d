import type { DoctorCheck, EventChannel } from '@hongyan/contract';
import { channelState } from '../setup/event-state.ts';

/**
 * The doctor's results beside what has happened since: an event that came after “nothing has come” makes that finding old,
 * and a page must not say both.
 */
export function withEvents(
  checks: readonly DoctorCheck[] | undefined,
  channel: EventChannel | undefined,
): readonly DoctorCheck[] | undefined {
  if (!checks || !channel) return checks;
  const state = channelState(channel);
  if (state.kind !== 'seen') return checks;
  return checks.map((check) =>
    check.id === 'event_channel' && check.state === 'failed' && check.at && check.at < state.at
      ? { ...check, state: 'not_tested', finding: since, advice: undefined, link: undefined }
      : check,
  );
}

const since = {
  zh: '上次体检之后收到了钉钉的事件，再测一次就能确认。',
  en: 'DingTalk has called since the last run: test again to confirm.',
};
