import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { ClientEvent, ClientState } from '../../src/client-api/state.ts';
import type { FeedCard } from '../../src/model.ts';
import { api } from './api.ts';

/** The stand-in's world as this page knows it, kept up to date by its event stream. */
export interface World {
  readonly state: ClientState | undefined;
  readonly feed: readonly FeedCard[];
  readonly connected: boolean;
}

export function useWorld(userId: string | undefined, onCard: (card: FeedCard) => void): World {
  const [state, setState] = useState<ClientState>();
  const [feed, setFeed] = useState<{ userId: string; cards: readonly FeedCard[] }>({ userId: '', cards: [] });
  const [connected, setConnected] = useState(true);
  const heard = useRef({ userId, onCard });
  heard.current = { userId, onCard };

  const readState = useCallback(() => {
    api.state().then(setState, () => undefined);
  }, []);
  const readFeed = useCallback((of: string) => {
    api.feed(of).then(
      (cards) => setFeed({ userId: of, cards }),
      () => undefined,
    );
  }, []);

  useEffect(() => {
    if (userId !== undefined) readFeed(userId);
  }, [userId, readFeed]);

  useEffect(() => {
    const source = new EventSource('/__emulator/events');
    source.onopen = () => {
      setConnected(true);
      readState();
      if (heard.current.userId !== undefined) readFeed(heard.current.userId);
    };
    source.onerror = () => setConnected(false);
    source.onmessage = ({ data }) => {
      const event = JSON.parse(data as string) as ClientEvent;
      switch (event.kind) {
        case 'card':
          heard.current.onCard(event.card);
          setFeed((now) => (now.userId === event.card.userId ? { ...now, cards: [...now.cards, event.card] } : now));
          readState();
          break;
        case 'feed':
          if (event.userId === heard.current.userId) readFeed(event.userId);
          readState();
          break;
        case 'call':
          setState((now) => now && { ...now, calls: [...now.calls.slice(-199), event.call] });
          if (event.call.counted) readState();
          break;
        default:
          readState();
      }
    };
    return () => source.close();
  }, [readState, readFeed]);

  return { state, feed: feed.userId === userId ? feed.cards : [], connected };
}
