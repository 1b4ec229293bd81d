import { createHash } from 'node:crypto';
import { noticeUrl, sidePanelUrl } from '@hongyan/contract';
import type { OaCard } from '@hongyan/dingtalk';
import type { CorpId, NoticeId } from '@hongyan/kit';
import type { ArrivedMail } from './ports.ts';
import { shanghaiTime } from './shanghai.ts';

/** ui/README §2: the status bar of a mail that nobody has read. */
const unread = { value: '未读', background: '0xFF0070D1' };
const headText = '企业邮箱';

export interface CardPlace {
  readonly publicUrl: string;
  readonly corpId: CorpId;
  readonly noticeId: NoticeId;
  readonly now: Date;
}

const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/**
 * A short visible mark of the notice: DingTalk drops a card that is equal to another one of the same day
 * (dingtalk-api.md §3.2), and whether its link counts is not said. One-way, so that it tells nothing of the id.
 */
export function markOf(noticeId: NoticeId): string {
  const digest = createHash('sha256').update(noticeId).digest();
  return Array.from(digest.subarray(0, 8), (byte) => alphabet[byte % alphabet.length]).join('');
}

const linksOf = ({
  publicUrl,
  corpId,
  noticeId,
}: CardPlace): Pick<OaCard, 'messageUrl' | 'pcMessageUrl' | 'author'> => {
  const url = noticeUrl(publicUrl, corpId, noticeId);
  return { messageUrl: url, pcMessageUrl: sidePanelUrl(url), author: `编号 ${markOf(noticeId)}` };
};

const nameOf = (mail: ArrivedMail): string => mail.envelope.from.name || mail.envelope.from.address || '未知发件人';
const subjectOf = (mail: ArrivedMail): string => mail.envelope.subject.trim() || '（无主题）';

/** One mail. */
export const mailCard = (mail: ArrivedMail, place: CardPlace): OaCard => ({
  ...linksOf(place),
  headText,
  title: subjectOf(mail),
  form: [
    { key: '发件人：', value: nameOf(mail) },
    { key: '时间：', value: shanghaiTime(mail.internalDate, place.now) },
  ],
  ...(mail.attachmentCount > 0 ? { rich: { num: String(mail.attachmentCount), unit: '个附件' } } : {}),
  content: mail.envelope.preview,
  status: unread,
});

/** A burst of mails, as one. */
export function summaryCard(mails: readonly ArrivedMail[], place: CardPlace): OaCard {
  const newest = mails.toSorted((a, b) => b.internalDate.getTime() - a.internalDate.getTime());
  const names = [...new Set(newest.map(nameOf))];
  return {
    ...linksOf(place),
    headText,
    title: `${mails.length} 封新邮件`,
    form: [
      { key: '发件人：', value: names.slice(0, 3).join('、') + (names.length > 3 ? ` 等 ${names.length} 人` : '') },
      { key: '时间：', value: shanghaiTime(place.now, place.now) },
    ],
    content: newest.slice(0, 3).map(subjectOf).join('\n'),
    status: unread,
  };
}

/** The last card of a day on which DingTalk's limit for one person is reached. */
export const limitCard = (place: CardPlace): OaCard => ({
  ...linksOf(place),
  headText,
  title: '今天的新邮件提醒到此为止',
  form: [{ key: '时间：', value: shanghaiTime(place.now, place.now) }],
  content: '钉钉每天最多给一个人 500 条提醒。邮件照常接收，打开企业邮箱就能看到。',
});
