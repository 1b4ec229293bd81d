import type { ContactChange, EmulatorPerson, UnsureSwitches } from '../model.ts';

/** What happened, before it is written for one channel. */
export interface Happening {
  readonly type: string;
  /** Fields of the event in the documented casing. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Replaces the whole body: for bodies that no JSON writer would make. */
  readonly text?: string;
}

/** One event with its identity and time. */
export interface BornEvent extends Happening {
  readonly eventId: string;
  readonly bornAt: number;
}

/** The contact event of a change (dingtalk-api.md §6.5); ids stand in arrays always. */
export function contactEvent(change: ContactChange): Happening {
  if ('departmentIds' in change) return { type: change.type, fields: { deptId: change.departmentIds } };
  const fields = { userId: change.userIds };
  if (change.type !== 'user_modify_org') return { type: change.type, fields };
  const diffInfo = {
    userid: change.userIds[0],
    prev: profileFields(change.before),
    curr: profileFields(change.after),
  };
  return { type: change.type, fields: { ...fields, diffInfo } };
}

/** The profile as `diffInfo` writes it: names of its own, and only what it knows. */
function profileFields({ name, email, jobNumber }: Partial<EmulatorPerson>): Record<string, string> {
  return {
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
    ...(jobNumber === undefined ? {} : { jobNumber }),
  };
}

/** The plain body of a push: as documented, or as logs of real traffic show it (§6.5). */
export function pushBody(event: BornEvent, corpId: string, form: UnsureSwitches['eventForm']): string {
  if (event.text !== undefined) return event.text;
  const time = String(event.bornAt);
  if (form === 'documented') {
    return JSON.stringify({
      EventType: event.type,
      EventTime: event.bornAt,
      CorpId: corpId,
      BizId: time,
      eventId: event.eventId,
      timeStamp: time,
      ...event.fields,
    });
  }
  const { diffInfo: _, ...fields } = event.fields;
  const capital = Object.entries(fields).map(([key, value]) => [
    key.replace(/^[a-z]/, (letter) => letter.toUpperCase()),
    value,
  ]);
  return JSON.stringify({
    EventType: event.type,
    CorpId: corpId,
    ...Object.fromEntries(capital),
    OptStaffId: 'manager01',
    TimeStamp: time,
  });
}

/** The `data` text of a Stream frame (§7.2): the head carries what a push has in its body, and events without fields say `{}`. */
export const streamData = (event: BornEvent): string =>
  event.text ?? JSON.stringify({ ...timeOf(event), ...event.fields });

/** Only events about people carry their time. */
const timeOf = ({ bornAt, fields }: BornEvent): object => ('userId' in fields ? { timeStamp: String(bornAt) } : {});

/** §10.3: contact events do not take from the month's messages; everything else does. */
export const isExempt = (type: string): boolean => /^(user_(add|modify|leave|active)_org|org_|label_)/.test(type);
