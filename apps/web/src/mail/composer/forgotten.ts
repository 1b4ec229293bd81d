const mention = /见附件|附件[是为中里]?|附上|随信附|随附|attached|attachment|enclosed/i;
const negated =
  /(?:没有|无|不带|不用|未加)附件|附件[^。\n]{0,6}(?:已发|发过|之前)|no attachments?|without attachments?/i;

/** The words with which a letter speaks of an attachment, or undefined. Quoted text does not count. */
export function mentionsAttachment(subject: string, text: string): string | undefined {
  const own = `${subject.replace(/^(?:(?:回复|转发|re|fwd?)[:：]\s*)+.*$/i, '')}\n${text}`;
  for (const sentence of own.split(/[。！？!?\n；;]/)) {
    const found = mention.exec(sentence);
    if (found && !negated.test(sentence)) {
      const at = found.index;
      return sentence.slice(Math.max(0, at - 4), at + found[0].length + 6).trim();
    }
  }
  return undefined;
}
