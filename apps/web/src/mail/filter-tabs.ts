import type { Tab } from '../ui/tabs.tsx';
import type { Filter } from './lists.ts';
import { mailText } from './mail-text.ts';

/** The four ways to look at a folder. */
export function filterTabs(unread: number | undefined): readonly Tab<Filter>[] {
  const t = mailText();
  return [
    { id: 'all', label: t.all },
    { id: 'unread', label: t.unread, count: unread },
    { id: 'starred', label: t.starred },
    { id: 'attachments', label: t.attachments },
  ];
}
