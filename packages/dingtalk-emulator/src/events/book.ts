import type { EventDelivery } from '../model.ts';

type Try = EventDelivery['tries'][number];

/** Every event on its way, newest last, with all its tries. */
export interface DeliveryBook {
  open(delivery: Omit<EventDelivery, 'id' | 'tries' | 'state'>, state?: EventDelivery['state']): string;
  find(id: string): EventDelivery | undefined;
  /** Writes down one try, and what has become of the event. */
  tried(id: string, one: Try, state: EventDelivery['state']): void;
  settle(id: string, state: EventDelivery['state']): void;
  list(): readonly EventDelivery[];
}

/** Keeps the last thousand; a listener hears each change. */
export function createDeliveryBook(onChange: (delivery: EventDelivery) => void): DeliveryBook {
  const kept = 1000;
  const held = new Map<string, EventDelivery>();
  let next = 1;

  function put(delivery: EventDelivery): void {
    held.set(delivery.id, delivery);
    if (held.size > kept) {
      const [oldest] = held.keys();
      held.delete(oldest!);
    }
    onChange(delivery);
  }
  function change(id: string, part: Partial<EventDelivery>): void {
    const now = held.get(id);
    if (now) put({ ...now, ...part });
  }

  return {
    open(delivery, state = 'waiting') {
      const id = `e${next++}`;
      put({ ...delivery, id, state, tries: [] });
      return id;
    },
    find: (id) => held.get(id),
    tried: (id, one, state) => change(id, { tries: [...(held.get(id)?.tries ?? []), one], state }),
    settle: (id, state) => change(id, { state }),
    list: () => [...held.values()],
  };
}
