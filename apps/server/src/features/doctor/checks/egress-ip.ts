import type { Check } from '../ports.ts';
import { explain } from '../refusals.ts';
import { passed } from '../words.ts';

/** Does DingTalk take calls from our address (dingtalk-api.md §9.1)? Asked of both families: they refuse apart. */
export const egressIp: Check = {
  name: { zh: '服务器出口 IP', en: 'Egress IP' },
  step: 3,
  async run(patient) {
    const [old, fresh] = await Promise.all([patient.ding.contacts.getScope(), patient.ding.jsapi.getTicket()]);
    for (const answer of [old, fresh])
      if (!answer.ok && answer.error.kind === 'ip') return explain(answer.error, patient);
    // Refused for another reason: then the address was let in. Only these say nothing about it.
    for (const answer of [old, fresh])
      if (!answer.ok && ['token', 'busy', 'qps'].includes(answer.error.kind)) return explain(answer.error, patient);
    return passed('钉钉接受本服务器的请求。', 'DingTalk takes calls from this server.');
  },
};
