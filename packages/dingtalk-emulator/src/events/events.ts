import { randomBytes, randomInt } from 'node:crypto';
import type { Clock } from '@hongyan/kit';
import type { ContactChange, EmulatorApp, EventDelivery, UnsureSwitches } from '../model.ts';
import { createPusher, type Pusher } from '../push/push.ts';
import { createStreamGateway, type StreamGateway } from '../stream/gateway.ts';
import { type BornEvent, contactEvent, type Happening, isExempt, pushBody, streamData } from './bodies.ts';
import { createDeliveryBook, type DeliveryBook } from './book.ts';
import { createFailedList, type FailedList } from './failed.ts';
import { createTimers } from './timers.ts';
import { fairWeather, fate, type Weather } from './weather.ts';

/** Everything about events: who gets them, over which channel, through which weather. */
export interface Events {
  /** Tells every app that has ticked this event; answers the new events' ids. */
  tell(change: ContactChange, appKey?: string): readonly string[];
  /** Tells any event at all, ticked or not. */
  tellRaw(happening: Happening, appKey?: string): readonly string[];
  /** Sends an event of the book once more, with the same id; false: there is none. */
  resend(deliveryId: string): boolean;
  weather: Weather;
  readonly book: DeliveryBook;
  readonly failed: FailedList;
  readonly stream: StreamGateway;
  /** Resolves when no push is under way. */
  settled(): Promise<void>;
  stop(): void;
}

export interface EventDeps {
  readonly clock: Clock;
  readonly corpId: string;
  readonly apps: () => Iterable<EmulatorApp & { readonly unifiedAppId: string }>;
  readonly switches: () => UnsureSwitches;
  /** Counts one message of the month; false: it is used up. */
  readonly spendMessage: () => boolean;
  readonly onDelivery: (delivery: EventDelivery) => void;
  readonly onConnections: () => void;
  /** Between 0 and 1; tests fix it. */
  readonly random?: () => number;
  readonly pushDeadlineMs?: number;
}

const anyNumber = (): number => randomInt(2 ** 32) / 2 ** 32;

export function createEvents(deps: EventDeps): Events {
  const { clock, corpId, switches } = deps;
  const random = deps.random ?? anyNumber;
  const timers = createTimers(clock);
  const book = createDeliveryBook(deps.onDelivery);
  const failed = createFailedList(corpId);
  const born = new Map<string, { readonly appKey: string; readonly event: BornEvent }>();
  let weather = fairWeather;
  const app = (appKey: string) => [...deps.apps()].find((one) => one.appKey === appKey);
  const stream = createStreamGateway({
    clock,
    corpId,
    unifiedAppId: (appKey) => app(appKey)?.unifiedAppId ?? '',
    switches,
    book,
    timers,
    onChange: deps.onConnections,
  });
  const pusher: Pusher = createPusher({
    now: clock.now,
    corpId,
    app,
    switches,
    book,
    failed,
    timers,
    deadlineMs: deps.pushDeadlineMs,
  });

  function send(id: string, channel: EventDelivery['channel'], appKey: string, event: BornEvent): void {
    if (channel === 'push') pusher.push(id, appKey, event);
    else stream.push(id, appKey, event);
  }

  function deliver(to: EmulatorApp, happening: Happening): string {
    const channel = to.events?.mode ?? 'push';
    const bornAt = clock.now();
    const event: BornEvent = { ...happening, eventId: randomBytes(16).toString('hex'), bornAt };
    const body = channel === 'push' ? pushBody(event, corpId, switches().eventForm) : streamData(event);
    const about = { eventId: event.eventId, type: event.type, appKey: to.appKey, channel, bornAt, body };
    const isPaid = isExempt(event.type) || deps.spendMessage();
    const delays = isPaid ? fate(weather, random) : [];
    const id = book.open(about, delays.length > 0 ? 'waiting' : 'lost');
    if (!isPaid) book.tried(id, { at: bornAt, ms: 0, status: 0, problem: 'quota' }, 'lost');
    born.set(id, { appKey: to.appKey, event });
    if (born.size > 1000) born.delete(born.keys().next().value!);
    for (const delay of delays) {
      if (delay === 0) send(id, channel, to.appKey, event);
      else timers.after(delay, () => send(id, channel, to.appKey, event));
    }
    return event.eventId;
  }

  const receivers = (appKey: string | undefined): EmulatorApp[] =>
    [...deps.apps()].filter((one) => one.events !== undefined && (appKey === undefined || one.appKey === appKey));

  return {
    tell: (change, appKey) =>
      receivers(appKey)
        .filter((one) => one.events!.types.includes(change.type))
        .map((one) => deliver(one, contactEvent(change))),
    tellRaw: (happening, appKey) => receivers(appKey).map((one) => deliver(one, happening)),
    resend(id) {
      const delivery = book.find(id);
      const held = born.get(id);
      if (!delivery || !held) return false;
      send(id, delivery.channel, held.appKey, held.event);
      return true;
    },
    get weather() {
      return weather;
    },
    set weather(next) {
      weather = next;
    },
    book,
    failed,
    stream,
    settled: pusher.settled,
    stop() {
      timers.stop();
      stream.stop();
    },
  };
}
