import { consolePages } from '../console-pages.ts';
import type { Check } from '../ports.ts';
import { explain } from '../refusals.ts';
import { advice, failed, passed, warning } from '../words.ts';

/** Who sees the app on the workbench (dingtalk-api.md §5.8): everyone else cannot sign in. */
export const visibleScope: Check = {
  name: { zh: '应用可见范围', en: 'Visible scope' },
  step: 7,
  async run(patient) {
    const scope = await patient.ding.apps.getVisibleScope();
    if (!scope.ok) return explain(scope.error, patient);
    const { userIds, departmentIds, roleIds, adminsOnly } = scope.value;
    const mend = {
      link: consolePages.apps,
      ...advice('在“版本管理与发布”里发布新版本，选择可见的员工。', 'Publish a new version and choose who sees it.'),
    };
    if (adminsOnly) return warning('只有管理员看得到应用。', 'Only administrators see the app.', mend);
    if (userIds.length + departmentIds.length + roleIds.length === 0)
      return failed('还没有人看得到应用。', 'Nobody sees the app yet.', mend);
    if (departmentIds.includes(1)) return passed('全公司可见。', 'The whole company sees it.');
    return passed(
      `${departmentIds.length} 个部门、${userIds.length} 个人、${roleIds.length} 个角色可见。`,
      `${departmentIds.length} departments, ${userIds.length} people and ${roleIds.length} roles see it.`,
    );
  },
};
