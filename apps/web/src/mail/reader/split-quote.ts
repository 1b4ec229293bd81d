const heads = [
  /^-{2,}\s*(?:原始邮件|原始郵件|转发的?邮件|Original Message|Forwarded message)\s*-{2,}$/i,
  /^(?:在|On) .{4,200}(?:写道|wrote)[:：]?$/,
  /^.{4,200}写道[:：]$/,
  /^_{20,}$/,
];

/** Splits a text mail into what was written and the quoted original at its end. What stands below a quote stays in sight. */
export function splitQuote(text: string): { readonly own: string; readonly quoted: string } {
  const lines = text.replace(/\r\n?/g, '\n').trimEnd().split('\n');
  const start = findStart(lines);
  if (start === undefined || lines.slice(0, start).every((line) => line.trim() === ''))
    return { own: lines.join('\n'), quoted: '' };
  return {
    own: lines.slice(0, start).join('\n').trimEnd(),
    quoted: lines
      .slice(start)
      .map((line) => line.replace(/^> ?/, ''))
      .join('\n'),
  };
}

function findStart(lines: readonly string[]): number | undefined {
  const head = lines.findIndex((line) => heads.some((pattern) => pattern.test(line.trim())));
  const quoteLine = lines.findIndex((line) => line.startsWith('>'));
  const first = [head, quoteLine].filter((at) => at >= 0).sort((a, b) => a - b)[0];
  if (first === undefined) return undefined;
  // An answer between quoted lines is not folded away.
  const below = lines.slice(Math.max(first, quoteLine));
  const isInline = quoteLine >= 0 && below.some((line) => line.trim() !== '' && !line.startsWith('>'));
  return isInline ? undefined : first;
}
