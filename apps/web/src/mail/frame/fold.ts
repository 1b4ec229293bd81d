// What mail programs put around the text they quote; names of the mail carry the washer's prefix.
const quotes =
  'blockquote[type=cite],.hy-gmail_quote,.hy-hongyan-quote,.hy-moz-cite-prefix,#hy-divRplyFwdMsg,#hy-appendonsend,#hy-isReplyContent,blockquote';
const heads =
  /^\s*(?:-{2,}\s*(?:原始邮件|原始郵件|转发的?邮件|Original Message|Forwarded message)|(?:发件人|From)\s*[:：].{0,400}(?:发送时间|日期|Sent|Date)\s*[:：]|[^\n]{0,120}(?:写道|wrote)\s*[:：]\s*$)/;

/** Folds the quoted original at the end of a letter. What a person wrote below a quote is never hidden. */
export function foldQuote(letter: HTMLElement, words: readonly [show: string, hide: string]): void {
  const start = findStart(letter);
  if (!start) return;
  const folded = document.createElement('div');
  folded.className = 'quote';
  start.before(folded);
  while (folded.nextSibling) folded.append(folded.nextSibling);
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'fold';
  folded.before(button);
  const set = (open: boolean): void => {
    folded.hidden = !open;
    button.textContent = words[open ? 1 : 0];
    button.setAttribute('aria-expanded', String(open));
  };
  button.addEventListener('click', () => set(folded.hidden !== false));
  set(false);
}

function findStart(letter: HTMLElement): Element | undefined {
  const found = letter.querySelector(quotes) ?? [...letter.querySelectorAll('div,p')].find(isHead);
  if (!found) return undefined;
  const before = found.previousElementSibling;
  // The line "… wrote:" goes with its quote.
  const start = before && isHead(before) ? before : found;
  return textBefore(letter, start) && !textAfter(letter, found) ? start : undefined;
}

const isHead = (element: Element): boolean => {
  const text = element.textContent ?? '';
  return text.length < 600 && heads.test(text.trim());
};

const textBefore = (letter: HTMLElement, start: Element): boolean => {
  const range = document.createRange();
  range.setStart(letter, 0);
  range.setEndBefore(start);
  return /\S/.test(range.toString()) || Boolean(range.cloneContents().querySelector('img'));
};

/** Is there more than a signature's worth of text behind the quote, in the quote's own box or further out? */
function textAfter(letter: HTMLElement, quote: Element): boolean {
  const range = document.createRange();
  range.setStartAfter(quote);
  range.setEnd(letter, letter.childNodes.length);
  return quote.tagName === 'BLOCKQUOTE' && range.toString().trim().length > 0;
}
