import type { FolderRole } from '@hongyan/contract';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { Filter } from '../lists.ts';
import { mailText } from '../mail-text.ts';

export interface EmptyListProps {
  readonly role: FolderRole;
  readonly filter: Filter;
  readonly q: string;
  readonly syncing: boolean;
  readonly onShowAll: () => void;
  readonly onClearSearch: () => void;
}

/** What is true of a list without mail, and one thing to do. */
export function EmptyList({ role, filter, q, syncing, onShowAll, onClearSearch }: EmptyListProps) {
  const t = mailText();
  if (q)
    return (
      <EmptyState
        title={t.notFound(q)}
        text={t.notFoundText}
        act={
          <Button kind="soft" onClick={onClearSearch}>
            {t.clearSearch}
          </Button>
        }
      />
    );
  const all = (
    <Button kind="soft" onClick={onShowAll}>
      {t.showAll}
    </Button>
  );
  if (filter === 'unread') return <EmptyState title={t.emptyUnread} text={t.emptyUnreadText} act={all} />;
  if (filter === 'starred') return <EmptyState title={t.emptyStarred} text={t.emptyStarredText} act={all} />;
  if (filter === 'attachments') return <EmptyState title={t.emptyAttachments} act={all} />;
  if (syncing) return <EmptyState title={t.syncStart} />;
  if (role === 'inbox') return <EmptyState title={t.emptyInbox} text={t.emptyInboxText} />;
  const titles = { drafts: t.emptyDrafts, sent: t.emptySent, trash: t.emptyTrash, junk: t.emptyJunk };
  return <EmptyState title={titles[role as keyof typeof titles] ?? t.emptyFolder} />;
}
