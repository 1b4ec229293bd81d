import type { MailboxState, MemberFilter, MemberPage, MemberRow } from '@hongyan/contract';
import { type CorpId, type ErrorCode, errorCodes, type MailboxId, type MemberId } from '@hongyan/kit';
import type { DirectoryPerson } from '../../build/ports.ts';
import type { AdminDeps, BoundMailbox } from './ports.ts';

const pageSize = 50;
const here: readonly DirectoryPerson['state'][] = ['active', 'inactive', 'out_of_scope'];

/** One page of the people of a corp, each with what is bound and how its watch goes. */
export async function readMembers(
  deps: AdminDeps,
  corpId: CorpId,
  ask: {
    readonly q?: string | undefined;
    readonly state?: MemberFilter | undefined;
    readonly cursor?: string | undefined;
  },
): Promise<MemberPage> {
  const [bound, counts, app] = await Promise.all([
    deps.bindings().list(corpId),
    deps.directory().counts(corpId),
    deps.apps.get(corpId),
  ]);
  const states = await deps.states(corpId, [...new Set(bound.map(({ mailboxId }) => mailboxId))]);
  const boundIds = [...new Set(bound.map(({ memberId }) => memberId))];
  const troubleIds = [
    ...new Set(
      bound.filter(({ mailboxId }) => states.get(mailboxId)?.kind === 'paused').map(({ memberId }) => memberId),
    ),
  ];
  const all = counts.active + counts.inactive + counts.out_of_scope;
  const { people, cursor } = await deps.directory().page(corpId, {
    ...narrow(ask.state ?? 'all', boundIds, troubleIds),
    ...(ask.q?.trim() ? { q: ask.q.trim() } : {}),
    ...(ask.cursor ? { cursor: ask.cursor } : {}),
    limit: pageSize,
  });
  const byMember = Map.groupBy(bound, ({ memberId }) => memberId);
  const sharedBy = Map.groupBy(bound, ({ mailboxId }) => mailboxId);
  return {
    members: people.map(
      (person): MemberRow => ({
        memberId: person.memberId,
        userId: person.userId,
        name: person.name,
        ...(person.title ? { title: person.title } : {}),
        departments: person.departments,
        state: person.state,
        adminLevel: person.adminLevel,
        mailboxes: (byMember.get(person.memberId) ?? []).map((mailbox) => ({
          mailboxId: mailbox.mailboxId,
          address: mailbox.address,
          shared: (sharedBy.get(mailbox.mailboxId)?.length ?? 0) > 1,
          watch: app?.paused ? { state: 'stopped' } : presentWatch(states.get(mailbox.mailboxId), mailbox),
        })),
      }),
    ),
    ...(cursor ? { cursor } : {}),
    counts: {
      all,
      bound: boundIds.length,
      unbound: Math.max(0, all - boundIds.length),
      trouble: troubleIds.length,
      left: counts.left,
    },
  };
}

function narrow(filter: MemberFilter, bound: readonly MemberId[], trouble: readonly MemberId[]) {
  if (filter === 'left') return { states: ['left' as const] };
  if (filter === 'bound') return { states: here, only: bound };
  if (filter === 'unbound') return { states: here, except: bound };
  if (filter === 'trouble') return { states: here, only: trouble };
  return { states: here };
}

type Watch = MemberRow['mailboxes'][number]['watch'];

function presentWatch(state: MailboxState | undefined, { keepAlive }: BoundMailbox): Watch {
  if (!state || state.kind === 'syncing') return { state: 'starting' };
  if (state.kind === 'ready') return { state: keepAlive === 'idle' ? 'watching' : 'polling' };
  const known = Object.hasOwn(errorCodes, state.code) ? errorCodes[state.code as ErrorCode].what : undefined;
  return {
    // What only the member can mend is not tried again by itself.
    state: state.needsCredential ? 'stopped' : 'waiting',
    since: state.since,
    problem: known ?? errorCodes['mail.network'].what,
  };
}

/** Does the mailbox belong to this member? */
export const isBound = (
  bound: readonly BoundMailbox[],
  memberId: MemberId,
  mailboxId: MailboxId,
): BoundMailbox | undefined => bound.find((one) => one.memberId === memberId && one.mailboxId === mailboxId);
