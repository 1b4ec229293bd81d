import type { FullState, PeoplePage } from '../../src/client-api/state.ts';
import type { ContainerAnswer } from '../../src/container/types.ts';
import type { ControlCommands } from '../../src/control.ts';
import type { FaultRule, FeedCard, NetworkMode } from '../../src/model.ts';

const base = '/__emulator';

async function get<T>(path: string): Promise<T> {
  const response = await fetch(`${base}/${path}`);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return (await response.json()) as T;
}

async function post<T>(path: string, body: object): Promise<T> {
  const response = await fetch(`${base}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const value = (await response.json().catch(() => ({}))) as T & { message?: string };
  if (!response.ok) throw new Error(value.message ?? `HTTP ${response.status}`);
  return value;
}

/** The stand-in's own API. */
export const api = {
  state: () => get<FullState>('state'),
  people: (wanted: { q: string; department?: number; limit: number }) =>
    get<PeoplePage>(
      `people?${new URLSearchParams({
        q: wanted.q,
        limit: String(wanted.limit),
        ...(wanted.department === undefined ? {} : { department: String(wanted.department) }),
      })}`,
    ),
  feed: (userId: string) => get<FeedCard[]>(`feed/${encodeURIComponent(userId)}`),
  answer: (call: ControlCommands['answer']['in']) => post<ContainerAnswer>('control/answer', call),
  read: (cardId: string) => post('read', { cardId }),
  newMail: (userId: string) => post('new-mail', { userId }),
  network: (mode: NetworkMode) => post('network', { mode }),
  addFault: (rule: FaultRule) => post('faults', rule),
  clearFault: (id?: string) => post('faults/clear', id === undefined ? {} : { id }),
};
