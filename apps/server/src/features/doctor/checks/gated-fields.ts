import type { UserDetail } from '@hongyan/dingtalk';
import { consolePages } from '../console-pages.ts';
import type { Check, Finding, Patient } from '../ports.ts';
import { explain } from '../refusals.ts';
import { advice, notTested, passed, warning } from '../words.ts';

const sample = 60;

/** DingTalk leaves fields out without a word where a permission is missing (dingtalk-api.md §5.4): seen on real people only. */
export const gatedFields: Check = {
  name: { zh: '个人信息字段', en: 'Personal fields' },
  step: 4,
  async run(patient) {
    const people: UserDetail[] = [];
    const problem = await collect(patient, people);
    if (people.length === 0)
      return problem ?? notTested('授权范围里没有人可看。', 'There is nobody in the contact scope to look at.');
    const count = (has: (person: UserDetail) => unknown) => people.filter(has).length;
    const emails = count(({ email, orgEmail }) => email || orgEmail);
    const jobs = count(({ jobNumber }) => jobNumber);
    const seen = people.length;
    if (emails === 0)
      return warning(`看了 ${seen} 人，都没有邮箱字段。`, `None of ${seen} people came with a mail address.`, {
        missing: ['fieldEmail'],
        link: consolePages.permission(patient.app.appKey, 'fieldEmail'),
        ...advice(
          '多半是没有开通“邮箱等个人信息”。不开也能用，但绑定时不能预填地址；或者在编辑应用里设置地址规则。',
          'Most likely fieldEmail is not granted. It works without, but addresses cannot be prefilled; or set an address rule on the app.',
        ),
      });
    return passed(
      `看了 ${seen} 人：${emails} 人有邮箱，${jobs} 人有工号。`,
      `Of ${seen} people, ${emails} have an address and ${jobs} a job number.`,
    );
  },
};

async function collect(patient: Patient, people: UserDetail[]): Promise<Finding | undefined> {
  const { contacts } = patient.ding;
  const scope = await contacts.getScope();
  if (!scope.ok) return explain(scope.error, patient);
  for await (const department of contacts.walkDepartments(scope.value.departmentIds)) {
    if (!department.ok) return explain(department.error, patient);
    for await (const member of contacts.walkMembers(department.value.departmentId)) {
      if (!member.ok) return explain(member.error, patient);
      people.push(member.value);
      if (people.length >= sample) return undefined;
    }
  }
  for (const userId of scope.value.userIds.slice(0, 5)) {
    const member = await patient.ding.getUser(userId);
    if (member.ok) people.push(member.value);
  }
  return undefined;
}
