import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ClientEvent, FullState } from '../../src/client-api/state.ts';
import type { FeedCard } from '../../src/model.ts';
import { api } from './api.ts';
import { createReader } from './reader.ts';

/** The stand-in's world as this page knows it, kept up to date by its event stream. */
export interface World {
  readonly state: FullState | undefined;
  readonly feed: readonly FeedCard[];
  readonly connected: boolean;
  /** Another one whenever people or departments have changed. */
  readonly version: number;
}

interface Feed {
  readonly userId: string | undefined;
  readonly cards: readonly FeedCard[];
}

export function useWorld(userId: string | undefined, onCard: (card: FeedCard) => void): World {
  const [state, setState] = useState<FullState>();
  const [feed, setFeed] = useState<Feed>({ userId: undefined, cards: [] });
  const [connected, setConnected] = useState(true);
  const [version, setVersion] = useState(0);
  const heard = useRef({ userId, onCard });
  heard.current = { userId, onCard };

  const readState = useMemo(() => createReader(api.state, setState), []);
  const readFeed = useMemo(
    () =>
      createReader(async (): Promise<Feed> => {
        const of = heard.current.userId;
        return { userId: of, cards: of === undefined ? [] : await api.feed(of) };
      }, setFeed),
    [],
  );

  useEffect(readFeed, [userId, readFeed]);

  useEffect(() => {
    const source = new EventSource('/__emulator/events');
    source.onopen = () => {
      setConnected(true);
      setVersion((now) => now + 1);
      readState();
      readFeed();
    };
    source.onerror = () => setConnected(false);
    source.onmessage = ({ data }) => {
      const event = JSON.parse(data as string) as ClientEvent;
      if (event.kind === 'organisation') setVersion((now) => now + 1);
      readState();
      if (event.kind === 'card') heard.current.onCard(event.card);
      if (event.kind === 'card' || event.kind === 'feed') readFeed();
    };
    return () => source.close();
  }, [readState, readFeed]);

  return { state, feed: feed.userId === userId ? feed.cards : [], connected, version };
}
