const marks: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\u00a0': '&nbsp;',
};

/** Text as it may stand between tags or in a double-quoted attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"\u00a0]/g, (mark) => marks[mark]!);
