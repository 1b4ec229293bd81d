/** How plausible text is as Chinese written in a charset: the share of its wide characters that are everyday ones. */
export function guessChinese(text: string, charset: 'gb18030' | 'big5' | 'utf-8'): number {
  let wide = 0;
  let common = 0;
  let seen = 0;
  for (const c of text) {
    if (c < '\u0080') continue;
    if (++seen > 4000) break;
    wide += 1;
    if (everyday(charset).has(c)) common += 1;
    else if (c === '\ufffd' || (c >= '\ue000' && c <= '\uf8ff')) wide += 2;
  }
  return wide === 0 ? 0 : common / wide;
}

const sets = new Map<string, ReadonlySet<string>>();

/** First-level characters of the standard and its punctuation; UTF-8 text may be either. */
function everyday(charset: 'gb18030' | 'big5' | 'utf-8'): ReadonlySet<string> {
  const known = sets.get(charset);
  if (known) return known;
  const made =
    charset === 'utf-8'
      ? new Set([...everyday('gb18030'), ...everyday('big5')])
      : charset === 'gb18030'
        ? new Set([...block('gb18030', 0xb0, 0xd7), ...block('gb18030', 0xa1, 0xa3)])
        : new Set([...block('big5', 0xa4, 0xc6), ...block('big5', 0xa1, 0xa2)]);
  sets.set(charset, made);
  return made;
}

function block(charset: string, from: number, to: number): string {
  const bytes: number[] = [];
  for (let lead = from; lead <= to; lead++) {
    if (charset === 'big5') for (let trail = 0x40; trail <= 0x7e; trail++) bytes.push(lead, trail);
    for (let trail = 0xa1; trail <= 0xfe; trail++) bytes.push(lead, trail);
  }
  return new TextDecoder(charset).decode(Uint8Array.from(bytes)).replace(/[\x00-\x7f\ufffd]/g, '');
}
