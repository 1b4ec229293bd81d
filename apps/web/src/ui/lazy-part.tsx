import type { ComponentType } from 'react';
import { useEffect, useState } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { EmptyState } from './empty-state.tsx';
import { uiText } from './text.ts';

/**
 * A part of the page that is fetched when it is first needed. When that fails it says so and can be tried again: in its place,
 * or in a dialog where the part floats over others and has no place.
 */
export function lazyPart<P extends object>(
  load: () => Promise<ComponentType<P>>,
  closeOf?: (props: P) => () => void,
): ComponentType<P> {
  let ready: ComponentType<P> | undefined;
  let failures = 0;
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
          failures += 1;
          // Online and refused again: the server has a newer release, which no longer holds this part.
          if (failures > 1 && navigator.onLine) location.reload();
          else if (alive) setFailed(true);
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
    const { close, partFailed, retry } = uiText();
    const again = () => setFailed(false);
    const onClose = closeOf?.(props);
    if (!onClose) {
      return (
        <EmptyState
          title={partFailed}
          act={
            <Button kind="soft" onClick={again}>
              {retry}
            </Button>
          }
        />
      );
    }
    return (
      <Dialog
        title={partFailed}
        onClose={onClose}
        actions={
          <>
            <Button onClick={onClose}>{close}</Button>
            <Button kind="primary" onClick={again}>
              {retry}
            </Button>
          </>
        }
      />
    );
  };
}
