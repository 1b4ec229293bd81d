import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../parts/page.tsx';
import { go } from '../router.tsx';
import { session } from '../session.ts';
import { shellText } from './shell-text.ts';

/** Nothing is registered yet: one thing to do. */
export function NoCorp() {
  const t = shellText();
  return (
    <Page title={t.overview} quiet>
      <EmptyState
        title={t.noCorp}
        text={t.noCorpText}
        act={
          session.value?.who.kind === 'operator' ? (
            <Button kind="primary" onClick={() => go({ kind: 'new-app' })}>
              {t.newApp}
            </Button>
          ) : null
        }
      />
    </Page>
  );
}
