import type { MessageSummary } from '@hongyan/contract';
import { isPhone } from '../ui/layout.ts';
import { ListSkeleton } from './list/list-skeleton.tsx';
import { MailList } from './list/mail-list.tsx';
import { openMessage } from './navigate.ts';
import { chosen, filter, folder, mailbox, messageId, online, search, spec } from './view.ts';

/** The list of the place where we are. */
export function ListOf() {
  const at = spec.value;
  const current = mailbox.value;
  if (!at || !current) return <ListSkeleton phone={isPhone.value} />;
  return (
    <MailList
      mailbox={current}
      folder={folder.value}
      spec={at}
      currentId={messageId.value}
      chosen={chosen.value}
      online={online.value}
      onOpen={openMessage}
      onChoose={choose}
      onShowAll={() => {
        filter.value = 'all';
      }}
      onClearSearch={() => {
        search.value = '';
      }}
    />
  );
}

function choose(message: MessageSummary): void {
  const next = new Set(chosen.value);
  if (!next.delete(message.id)) next.add(message.id);
  chosen.value = next;
}
