import type { DirectoryState } from '@hongyan/contract';
import type { Text2 } from '@hongyan/kit';
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
    const copied = await beginOrCount(known, () => deps.directory().startSync?.(app.corpId));
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

/**
 * The first reading of the company was refused while the permissions were missing, and tries again by itself only later: whoever
 * looks now has just granted them.
 */
async function beginOrCount(known: DirectoryState, begin: () => Promise<unknown> | undefined): Promise<Text2> {
  if (known.members > 0)
    return {
      zh: `已同步 ${known.members} 人、${known.departments} 个部门。`,
      en: `${known.members} people in ${known.departments} departments are synchronised.`,
    };
  const begun = known.running ? true : begin();
  await begun;
  return begun
    ? { zh: '通讯录正在同步。', en: 'The directory is being read.' }
    : { zh: '还没有同步过。', en: 'Not synchronised yet.' };
}
