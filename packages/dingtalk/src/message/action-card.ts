import { firstProblem, tooLong, webProblem } from './problems.ts';
import type { WorkMessage } from './types.ts';

type Card = WorkMessage & { kind: 'action_card' };
const maxList = 1000;

/** One button makes the single form, several the list (dingtalk-api.md §3.3). */
export function buildActionCard(card: Card): { readonly msg: object } | { readonly problem: string } {
  const { title, markdown, buttons } = card;
  const [only, ...others] = buttons;
  if (!only) return { problem: 'a card without a button' };
  const isSingle = others.length === 0;
  const problem = firstProblem(
    tooLong('title', title, 64),
    tooLong('markdown', markdown, 5000),
    ...buttons.flatMap((button) => [
      tooLong('button title', button.title, 20),
      webProblem('button url', button.url, isSingle ? 500 : 700),
    ]),
  );
  if (problem) return { problem };
  if (isSingle)
    return {
      msg: { msgtype: 'action_card', action_card: { title, markdown, single_title: only.title, single_url: only.url } },
    };
  const list = buttons.map((button) => ({ title: button.title, action_url: button.url }));
  if (JSON.stringify(list).length > maxList) return { problem: `the buttons are longer than ${maxList} characters` };
  return {
    msg: {
      msgtype: 'action_card',
      action_card: {
        title,
        markdown,
        btn_orientation: card.orientation === 'horizontal' ? '1' : '0',
        btn_json_list: list,
      },
    },
  };
}
