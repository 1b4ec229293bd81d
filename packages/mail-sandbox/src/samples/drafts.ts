import type { Person } from '../types.ts';
import { Desk } from './desk.ts';
import type { Letter } from './letter.ts';
import { clara, colleague, department } from './parties.ts';

/** Letters begun and not sent; only the default person has some. */
export function writeDrafts(person: Person, letters: readonly Letter[], now: number): readonly Letter[] {
  if (person.name !== '沈知夏') return [];
  const desk = new Desk(now, 'd');
  const { calendar } = desk;
  const shen = colleague('沈知夏');
  const question = letters.findLast((letter) => letter.subject.endsWith('7 号镜组交期与新报价单'));
  if (question) {
    desk.write({
      from: shen,
      to: [colleague('周慕云'), clara],
      cc: [colleague('何思远')],
      at: calendar.ago(20),
      re: question,
      body: [
        'Clara、慕云，',
        '首批 300 套可以接受。请先按新报价单第 2 档（¥412/套）下单，膜层公差按 10 月版图纸验收。',
      ],
    });
  }
  desk.write({
    from: shen,
    to: department('光学研发部').slice(0, 3),
    at: calendar.workday(3, '19:40'),
    subject: '9 号镜组需求评审（草稿）',
    body: ['各位，9 号镜组需求初稿如下，先看三处：视场、940 nm 窄带、重量上限。'],
  });
  return desk.letters;
}
