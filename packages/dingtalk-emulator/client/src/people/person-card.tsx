import type { JSX } from 'preact';
import type { ClientPerson, ClientState } from '../../../src/client-api/state.ts';
import { useText } from '../i18n.ts';
import { Avatar } from '../ui/avatar.tsx';
import { CopyField } from '../ui/copy-field.tsx';
import css from './person-card.module.css';

/** Who this is, and the mailbox with which a newcomer fills in the binding form. */
export function PersonCard({
  person,
  company,
}: {
  person: ClientPerson;
  company: ClientState['company'];
}): JSX.Element {
  const say = useText();
  const department = company.departments.find((one) => one.id === person.departmentId)?.name ?? '';
  return (
    <div class={css.card}>
      <div class={css.who}>
        <Avatar name={person.name} userId={person.userId} address={person.address} size={56} />
        <div class={css.words}>
          <p class={css.name}>
            {person.name}
            {person.isAdmin && <span class={css.tag}>{say('admin')}</span>}
          </p>
          <p class={css.job}>{[department, person.title].filter(Boolean).join(' · ')}</p>
        </div>
      </div>
      {person.address ? (
        <>
          <CopyField label={say('address')} value={person.address} />
          {person.password && <CopyField label={say('password')} value={person.password} />}
          <p class={css.hint}>{say('mailboxHint')}</p>
        </>
      ) : (
        <p class={css.hint}>{say('noMailbox')}</p>
      )}
    </div>
  );
}
