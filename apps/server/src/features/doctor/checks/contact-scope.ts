import { consolePages } from '../console-pages.ts';
import type { Check } from '../ports.ts';
import { explain } from '../refusals.ts';
import { advice, failed, passed, warning } from '../words.ts';

/** Which part of the company the app may read (dingtalk-api.md §5.5). */
export const contactScope: Check = {
  name: { zh: '通讯录授权范围', en: 'Contact scope' },
  step: 4,
  async run(patient) {
    const { deps, ding, app } = patient;
    const scope = await ding.contacts.getScope();
    if (!scope.ok) return explain(scope.error, patient);
    const { departmentIds, userIds } = scope.value;
    if (departmentIds.length + userIds.length === 0)
      return failed('授权范围是空的，看不到任何人。', 'The contact scope is empty: nobody can be seen.', {
        link: consolePages.apps,
        ...advice(
          '在“权限管理 → 通讯录权限范围”里选全部员工。',
          'Choose all employees under Permission management → contact scope.',
        ),
      });
    const known = await deps.directory().state(app.corpId);
    const copied = {
      zh: known.members > 0 ? `已同步 ${known.members} 人、${known.departments} 个部门。` : '还没有同步过。',
      en:
        known.members > 0
          ? `${known.members} people in ${known.departments} departments are synchronised.`
          : 'Not synchronised yet.',
    };
    if (departmentIds.includes(1)) return passed(`全公司。${copied.zh}`, `The whole company. ${copied.en}`);
    return warning(
      `只授权了 ${departmentIds.length} 个部门和 ${userIds.length} 个人。${copied.zh}`,
      `Only ${departmentIds.length} departments and ${userIds.length} people. ${copied.en}`,
      {
        link: consolePages.apps,
        ...advice(
          '范围外的人收不到通知，写信时也找不到。需要的话改成全部员工。',
          'People outside get no notices and are not found when writing. Widen it if that is not meant.',
        ),
      },
    );
  },
};
