import { session } from '../session.ts';
import { Avatar } from '../ui/avatar.tsx';

/** The member of this page, in the colour that their own mail has. */
export function Me({ size }: { readonly size: 24 | 32 | 40 }) {
  const who = session.value?.member;
  if (!who) return null;
  const address = session.value?.mailboxes[0]?.address ?? who.userId;
  return <Avatar who={{ name: who.name, address }} kind="colleague" size={size} photo={who.avatarUrl} />;
}
