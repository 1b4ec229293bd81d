import type { Language } from './language.ts';

// What the mail programs of this world put in front, with ASCII and full-width colons: Re, 回复, 答复, Fwd, 转发, AW, SV, WG, Re[2].
const prefix =
  /^(?:re|aw|sv|antw|fwd?|wg|回复|回覆|答复|答覆|转发|轉發|转寄|轉寄)[ \t]?(?:\[\d{1,3}\]|\(\d{1,3}\)|\*\d{1,3}|\d{1,2})?[ \t]?[:：]/iu;

/** The subject without any prefixes in front. */
export function stripPrefixes(subject: string): string {
  let rest = subject.trim();
  for (let found = prefix.exec(rest); found; found = prefix.exec(rest)) rest = rest.slice(found[0].length).trim();
  return rest;
}

const words = {
  zh: { reply: '回复：', forward: '转发：' },
  en: { reply: 'Re: ', forward: 'Fwd: ' },
} as const;

/** The subject of an answer: one prefix, however many stood there. */
export const toReplySubject = (subject: string, kind: 'reply' | 'replyAll' | 'forward', language: Language): string =>
  `${words[language][kind === 'forward' ? 'forward' : 'reply']}${stripPrefixes(subject)}`.trim();
