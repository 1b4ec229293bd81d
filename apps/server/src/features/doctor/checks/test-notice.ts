import { randomBytes } from 'node:crypto';
import type { DropReason } from '@hongyan/dingtalk';
import type { Check } from '../ports.ts';
import { explain } from '../refusals.ts';
import { advice, failed, notTested, passed, warning } from '../words.ts';

/** Each question counts (dingtalk-api.md §10.3): few, and further apart. */
const waits = [800, 1_500, 3_000, 5_000];

const drops: Readonly<Record<DropReason, readonly [zh: string, en: string]>> = {
  daily_cap: ['这个人今天收到的通知已满 500 条。', 'This person has had 500 notices today.'],
  identical: ['钉钉认为内容与今天的另一条相同。', 'DingTalk takes it for a repetition of today.'],
  app_per_minute: ['应用这一分钟发得太多。', 'The app sent too many this minute.'],
  corp_per_minute: ['企业这一分钟发得太多。', 'The organisation sent too many this minute.'],
  no_recipient: ['收件人不存在。', 'There is no such recipient.'],
  content: ['内容被钉钉拦下。', 'DingTalk stopped the content.'],
  protected: ['这个人开了高管模式，或受系统保护。', 'This person is protected (executive mode).'],
  other: ['钉钉没有说原因。', 'DingTalk gives no reason.'],
};

/** A real work notification to one person. Silent drops answer "ok" (§3.2): only the result tells. */
export const testNotice: Check = {
  name: { zh: '测试通知', en: 'Test notice' },
  step: 7,
  async run(patient) {
    const { ding, deps, userId, app } = patient;
    if (!userId)
      return notTested('还没有选收件人。', 'Nobody was chosen to receive it.', {
        ...advice(
          '选一个人再试；用钉钉登录的管理员默认发给自己。',
          'Choose a person; an administrator signed in by DingTalk gets it themselves.',
        ),
      });
    // Identical content reaches a person once a day: time and a random mark make each test another one.
    const time = new Date(deps.clock.now() + 8 * 3_600_000).toISOString().slice(11, 19);
    const mark = randomBytes(3).toString('hex');
    const message = { msgtype: 'text', text: { content: `企业邮箱体检：能看到这条就说明通知正常。${time} #${mark}` } };
    const sent = await ding.notifications.send({ userIds: [userId] }, JSON.stringify(message));
    if (!sent.ok) {
      if (sent.error.code === '40056')
        return failed(`钉钉不认 AgentId ${app.agentId}。`, `DingTalk does not know AgentId ${app.agentId}.`, {
          detail: sent.error.message.slice(0, 300),
          ...advice(
            '在“凭证与基础信息”里重新复制 AgentId。',
            'Copy the AgentId again from Credentials and basic information.',
          ),
        });
      return explain(sent.error, patient);
    }
    for (const wait of waits) {
      await deps.clock.sleep(wait);
      const progress = await ding.notifications.getProgress(sent.value.taskId);
      if (!progress.ok) return explain(progress.error, patient);
      if (progress.value.state === 'done') break;
    }
    const result = await ding.notifications.getResult(sent.value.taskId);
    if (!result.ok) return explain(result.error, patient);
    const { invalidUserIds, forbiddenUserIds, failedUserIds, readUserIds, unreadUserIds } = result.value;
    const drop = result.value.drops.find((one) => one.userId === userId);
    if (drop || forbiddenUserIds.includes(userId)) {
      const [zh, en] = drops[drop?.reason ?? 'other'];
      return failed(`钉钉收下了，但没有送达。${zh}`, `DingTalk took it and did not deliver it. ${en}`, {
        ...(drop ? { detail: drop.code } : {}),
      });
    }
    if (invalidUserIds.includes(userId))
      return failed(
        '钉钉里没有这个人，或不在可见范围。',
        'DingTalk has no such person, or they are outside the visible scope.',
      );
    if (failedUserIds.includes(userId)) return failed('钉钉发送失败。', 'DingTalk could not send it.');
    if (readUserIds.includes(userId) || unreadUserIds.includes(userId))
      return passed('已送达，请到钉钉的工作通知里看一下。', 'Delivered: look into the work notifications in DingTalk.');
    return warning('已发出，钉钉还没有说结果。', 'Sent; DingTalk has not told the result yet.', {
      ...advice(
        '到钉钉的工作通知里看一下，或稍后再试。',
        'Look into the work notifications in DingTalk, or try again later.',
      ),
    });
  },
};
