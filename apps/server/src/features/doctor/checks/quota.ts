import { consolePages } from '../console-pages.ts';
import type { Check } from '../ports.ts';
import { advice, failed, passed, warning } from '../words.ts';

/** dingtalk-api.md §10.3: the standard edition's month, for all apps of the organisation together. We see only our own. */
const standard = 5_000;

/** How much of the month's calls we have used. */
export const quota: Check = {
  name: { zh: '本月调用额度', en: 'Monthly quota' },
  async run({ deps, app }) {
    const { month, calls } = await deps.usage(app.corpId);
    const zh = `${month} 已用 ${calls} 次；标准版全企业每月 ${standard} 次。`;
    const en = `${calls} calls used in ${month}; the standard edition has ${standard} a month for the whole organisation.`;
    const more = {
      link: consolePages.quota,
      ...advice(
        '用完后通知会停，邮件照常收发。专业版和加量包的额度更高，请以开放平台的用量页为准。',
        'When it is used up notices stop; mail itself works on. Other editions have more: the developer console shows the real figure.',
      ),
    };
    if (calls >= standard) return failed(zh, en, more);
    if (calls >= standard * 0.8) return warning(zh, en, more);
    return passed(zh, en);
  },
};
