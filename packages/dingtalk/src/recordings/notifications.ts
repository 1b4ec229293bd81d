import type { UserId } from '@hongyan/kit';
import { old, oldOk, type Recording } from './recording.ts';

const msg = '{"msgtype":"text","text":{"content":"你有 3 封新邮件"}}';
const message = { msgtype: 'text', text: { content: '你有 3 封新邮件' } };
const base = '/topapi/message/corpconversation';
const people = ['user0001', 'user0002'] as UserId[];

/** dingtalk-api.md §3.1, §3.4 to §3.7. */
export const notificationRecordings: readonly Recording[] = [
  {
    title: 'a notice to two people',
    call: (app) => app.sendWorkNotification(people, msg),
    request: old(`${base}/asyncsend_v2`, {
      agent_id: 1234567,
      userid_list: 'user0001,user0002',
      to_all_user: false,
      msg: message,
    }),
    answer: oldOk({ task_id: 310045678901 }),
    result: { ok: true, value: { taskId: '310045678901' } },
  },
  {
    title: 'a notice to departments, whose task comes as text',
    call: (app) => app.notifications.send({ departmentIds: [37001, 37002] }, msg),
    request: old(`${base}/asyncsend_v2`, {
      agent_id: 1234567,
      dept_id_list: '37001,37002',
      to_all_user: false,
      msg: message,
    }),
    answer: { json: { errcode: '0', task_id: '310045678901' } },
    result: { ok: true, value: { taskId: '310045678901' } },
  },
  {
    title: 'a notice to everyone',
    call: (app) => app.notifications.send({ everyone: true }, msg),
    request: old(`${base}/asyncsend_v2`, { agent_id: 1234567, to_all_user: true, msg: message }),
    answer: oldOk({ task_id: 310045678901 }),
    result: { ok: true, value: { taskId: '310045678901' } },
  },
  {
    title: 'how far a sending is',
    call: (app) => app.notifications.getProgress('310045678901'),
    request: old(`${base}/getsendprogress`, { agent_id: 1234567, task_id: 310045678901 }),
    answer: oldOk({ progress: { progress_in_percent: 100, status: 2 } }),
    result: { ok: true, value: { percent: 100, state: 'done' } },
  },
  {
    title: 'how far a sending is, in texts',
    call: (app) => app.notifications.getProgress('310045678901'),
    request: old(`${base}/getsendprogress`, { agent_id: 1234567, task_id: 310045678901 }),
    answer: oldOk({ progress: { progress_in_percent: '40', status: '1' } }),
    result: { ok: true, value: { percent: 40, state: 'running' } },
  },
  {
    title: 'what became of a sending',
    call: (app) => app.notifications.getResult('310045678901'),
    request: old(`${base}/getsendresult`, { agent_id: 1234567, task_id: 310045678901 }),
    answer: oldOk({
      send_result: {
        invalid_user_id_list: [],
        forbidden_user_id_list: ['user0002', 'user0003'],
        failed_user_id_list: [],
        read_user_id_list: ['user0001'],
        unread_user_id_list: [],
        invalid_dept_id_list: [],
        forbidden_list: [
          { userid: 'user0002', code: '143106', count: 1 },
          { userid: 'user0003', code: 143105, count: 501 },
          { userid: 'user0004', code: '1430004', count: 1 },
          { userid: 'user0005', code: '999', count: 1 },
        ],
      },
    }),
    result: {
      ok: true,
      value: {
        invalidUserIds: [],
        forbiddenUserIds: ['user0002', 'user0003'],
        failedUserIds: [],
        readUserIds: ['user0001'],
        unreadUserIds: [],
        invalidDepartmentIds: [],
        drops: [
          { userId: 'user0002', code: '143106', reason: 'identical' },
          { userId: 'user0003', code: '143105', reason: 'daily_cap' },
          { userId: 'user0004', code: '1430004', reason: 'protected' },
          { userId: 'user0005', code: '999', reason: 'other' },
        ],
      },
    },
  },
  {
    title: 'what became of a sending whose empty lists are left out',
    call: (app) => app.notifications.getResult('310045678901'),
    request: old(`${base}/getsendresult`, { agent_id: 1234567, task_id: 310045678901 }),
    answer: oldOk({ send_result: { unread_user_id_list: ['user0001'] } }),
    result: {
      ok: true,
      value: {
        invalidUserIds: [],
        forbiddenUserIds: [],
        failedUserIds: [],
        readUserIds: [],
        unreadUserIds: ['user0001'],
        invalidDepartmentIds: [],
        drops: [],
      },
    },
  },
  {
    title: 'a notice taken back, its task under another name',
    call: (app) => app.notifications.recall('310045678901'),
    request: old(`${base}/recall`, { agent_id: 1234567, msg_task_id: 310045678901 }),
    answer: { json: { errcode: 0, errmsg: 'ok' } },
    result: { ok: true, value: undefined },
  },
  {
    title: 'a status bar',
    call: (app) => app.notifications.updateStatusBar('310045678901', { value: '已读', background: '0xFF78C06E' }),
    request: old(`${base}/status_bar/update`, {
      agent_id: 1234567,
      task_id: 310045678901,
      status_value: '已读',
      status_bg: '0xFF78C06E',
    }),
    answer: oldOk({}),
    result: { ok: true, value: undefined },
  },
  {
    title: 'a status bar while the sending still runs',
    call: (app) => app.notifications.updateStatusBar('310045678901', { value: '已读' }),
    request: old(`${base}/status_bar/update`, { agent_id: 1234567, task_id: 310045678901, status_value: '已读' }),
    answer: { json: { errcode: 41052, errmsg: '消息未发送完成', request_id: 'q' } },
    result: { ok: false, error: { kind: 'param', code: '41052', message: '消息未发送完成', requestId: 'q' } },
  },
];
