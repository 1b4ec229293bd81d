import type { ContactChange } from '../model.ts';
import type { Handlers } from './deps.ts';
import {
  anyText,
  ControlRefusal,
  type Given,
  numberOf,
  numbersOf,
  oneOf,
  optional,
  recordOf,
  textOf,
  textsOf,
} from './input.ts';

const departmentEvents = ['org_dept_create', 'org_dept_modify', 'org_dept_remove'] as const;
const peopleEvents = [
  'user_add_org',
  'user_leave_org',
  'user_active_org',
  'org_admin_add',
  'org_admin_remove',
] as const;

function changeOf(given: Given): ContactChange {
  const change = recordOf(given, 'change');
  const type = oneOf(change, 'type', [...departmentEvents, ...peopleEvents, 'user_modify_org']);
  const department = departmentEvents.find((one) => one === type);
  if (department) return { type: department, departmentIds: numbersOf(change, 'departmentIds') };
  const userIds = textsOf(change, 'userIds');
  if (type !== 'user_modify_org') return { type: type as (typeof peopleEvents)[number], userIds };
  return {
    type,
    userIds,
    before: optional(change, 'before', recordOf) ?? {},
    after: optional(change, 'after', recordOf) ?? {},
  };
}

function share(given: Given, name: string): number {
  const value = numberOf(given, name);
  if (value > 1) throw new ControlRefusal(400, `${name} 须在 0 与 1 之间`, `${name} must be between 0 and 1`);
  return value;
}

/** Events on their way, and the weather that they meet. */
export const eventCommands: Handlers<
  'events/send' | 'events/raw' | 'events/resend' | 'events/weather' | 'stream/disconnect'
> = {
  'events/send': ({ world }, given) => ({
    eventIds: world.events.tell(changeOf(given), optional(given, 'appKey', textOf)),
  }),
  'events/raw'({ world }, given) {
    const text = optional(given, 'text', anyText);
    const happening = {
      type: textOf(given, 'type'),
      fields: optional(given, 'fields', recordOf) ?? {},
      ...(text === undefined ? {} : { text }),
    };
    return { eventIds: world.events.tellRaw(happening, optional(given, 'appKey', textOf)) };
  },
  'events/resend'({ world }, given) {
    if (!world.events.resend(textOf(given, 'id')))
      throw new ControlRefusal(404, '没有这个事件', 'There is no such event');
    return {};
  },
  'events/weather'({ world }, given) {
    const lose = optional(given, 'lose', share);
    const double = optional(given, 'double', share);
    const delayMs = optional(given, 'delayMs', numberOf);
    const now = world.events.weather;
    world.events.weather = { lose: lose ?? now.lose, double: double ?? now.double, delayMs: delayMs ?? now.delayMs };
    world.bus.emit({ kind: 'limits' });
    return {};
  },
  'stream/disconnect'({ world }, given) {
    const how = oneOf(given, 'how', ['announce', 'drop']);
    world.events.stream.connections.disconnect(optional(given, 'appKey', textOf), how);
    return {};
  },
};
