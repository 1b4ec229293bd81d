import { defineText } from '../../i18n/language.ts';

/** The words of the audit log. */
export const auditText = defineText(
  {
    title: '审计日志',
    lead: '管理操作逐条记录，环环相扣，改动或删掉任何一条都能查出来。保留 180 天。',
    columns: { at: '时间', actor: '谁', act: '做了什么', target: '对象', detail: '说明', outcome: '结果' },
    actors: { admin: '管理员', operator: '运维人员', system: '系统', cli: '命令行' },
    done: '完成',
    refused: '已拒绝',
    more: '更早的 50 条',
    moreLoading: '正在取更早的',
    end: '没有更早的了',
    empty: '还没有记录',
    emptyText: '管理员做的每一件事都会记在这里。',
    mine: '本企业',
    all: '全部企业',
    scope: '范围',
    safe: '日志都在，没有改动。',
  },
  {
    title: 'Audit log',
    lead: 'Every act of administration is one link of a chain: whatever is changed or taken away shows. Kept for 180 days.',
    columns: { at: 'Time', actor: 'Who', act: 'What', target: 'On', detail: 'Detail', outcome: 'Outcome' },
    actors: { admin: 'Administrator', operator: 'Operator', system: 'System', cli: 'Command line' },
    done: 'Done',
    refused: 'Refused',
    more: '50 earlier ones',
    moreLoading: 'Fetching earlier ones',
    end: 'Nothing earlier',
    empty: 'Nothing recorded yet',
    emptyText: 'Everything that administrators do is written down here.',
    mine: 'This company',
    all: 'All companies',
    scope: 'Scope',
    safe: 'The log itself is complete and unchanged.',
  },
);
