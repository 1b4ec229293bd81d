import type { ComponentType } from 'react';
import { useEffect, useState } from 'react';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';
import { uiText } from './text.ts';

/** A part of the page that is fetched when it is first needed. When the network fails it says so and can be tried again. */
export function lazyPart<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let ready: ComponentType<P> | undefined;
  return function Part(props: P) {
    const [, redraw] = useState(0);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      if (ready || failed) return;
      let alive = true;
      load().then(
        (part) => {
          ready = part;
          if (alive) redraw((n) => n + 1);
        },
        () => {
          if (alive) setFailed(true);
        },
      );
      return () => {
        alive = false;
      };
    }, [failed]);
    if (ready) {
      const Ready = ready;
      return <Ready {...props} />;
    }
    if (!failed) return null;
    return (
      <EmptyState
        title={uiText().partFailed}
        act={
          <Button kind="soft" onClick={() => setFailed(false)}>
            {uiText().retry}
          </Button>
        }
      />
    );
  };
}
