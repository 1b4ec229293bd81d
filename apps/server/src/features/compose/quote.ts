import type { Address } from '@hongyan/contract';
import { type ParsedPart, textInWorker, type WashImages, washInWorker } from '@hongyan/mail';
import { htmlOfText } from '@hongyan/mail-html';
import type { Language } from './language.ts';
import type { Original } from './ports.ts';

/** The original as it stands under an answer. */
export interface Quote {
  readonly html: string;
  readonly text: string;
  /** Content-IDs of the original that the HTML shows. */
  readonly usedContentIds: ReadonlySet<string>;
}

// The corp's zone: a server does not know where the reader of the answer sits.
const zone = 'Asia/Shanghai';

const words = {
  zh: {
    wrote: (when: string, who: string) => `${when}，${who} 写道：`,
    forwarded: '---------- 转发的邮件 ----------',
    from: '发件人：',
    date: '时间：',
    subject: '主题：',
    to: '收件人：',
    cc: '抄送：',
    tooComplex: '（原邮件的结构太复杂，没有引用。）',
  },
  en: {
    wrote: (when: string, who: string) => `On ${when}, ${who} wrote:`,
    forwarded: '---------- Forwarded message ----------',
    from: 'From: ',
    date: 'Date: ',
    subject: 'Subject: ',
    to: 'To: ',
    cc: 'Cc: ',
    tooComplex: '(The original is too complex to be quoted.)',
  },
} as const;

const showAddress = ({ name, address }: Address): string => (name ? `${name} <${address}>` : address);
const showDate = (date: Date, language: Language): string =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: zone,
  }).format(date);
const quoteLines = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line.startsWith('>') ? `>${line}` : `> ${line}`.trimEnd()))
    .join('\n');

/** Who wrote when, or for a forward the head of the original. */
function headLines(original: Original, kind: 'reply' | 'replyAll' | 'forward', language: Language): readonly string[] {
  const { summary, parsed } = original;
  const headers = parsed === 'too_complex' ? undefined : parsed.headers;
  const from = headers?.from[0] ?? summary.from;
  const when = showDate(headers?.date ?? new Date(summary.receivedAt), language);
  const say = words[language];
  if (kind !== 'forward') return [say.wrote(when, showAddress(from))];
  const to = headers?.to ?? summary.to;
  const cc = headers?.cc ?? [];
  return [
    say.forwarded,
    `${say.from}${showAddress(from)}`,
    `${say.date}${when}`,
    `${say.subject}${headers?.subject ?? summary.subject}`,
    ...(to.length > 0 ? [`${say.to}${to.map(showAddress).join(', ')}`] : []),
    ...(cc.length > 0 ? [`${say.cc}${cc.map(showAddress).join(', ')}`] : []),
  ];
}

/** Renders the original under its head line; a reply sets it off, a forward leaves it as it was. */
export async function renderQuote(
  original: Original,
  options: {
    readonly kind: 'reply' | 'replyAll' | 'forward';
    readonly language: Language;
    readonly images: WashImages;
  },
): Promise<Quote> {
  const head = headLines(original, options.kind, options.language);
  const body = await renderBody(original, options);
  const headHtml = head.map(htmlOfText).join('<br>\n');
  const html =
    options.kind === 'forward'
      ? `<div>${headHtml}</div>\n<div><br></div>\n<div>${body.html}</div>`
      : `<div>${headHtml}</div>\n<blockquote type="cite" style="margin:0 0 0 8px;padding-left:12px;border-left:2px solid #c8ccd0">${body.html}</blockquote>`;
  const text = [...head, options.kind === 'forward' ? `\n${body.text}` : quoteLines(body.text)].join('\n');
  return { html, text, usedContentIds: body.usedContentIds };
}

async function renderBody({ parsed }: Original, options: Parameters<typeof renderQuote>[1]): Promise<Quote> {
  const inWords = (text: string): Quote => ({ html: htmlOfText(text), text, usedContentIds: new Set() });
  if (parsed === 'too_complex') return inWords(words[options.language].tooComplex);
  if (parsed.html === undefined) return inWords((parsed.text ?? '').replace(/\r\n?/g, '\n').trimEnd());
  const washed = await washInWorker(parsed.html, options.images);
  if (washed !== 'too_complex') return washed;
  return inWords(parsed.text ?? (await textInWorker(parsed.html)) ?? words[options.language].tooComplex);
}

/** Addresses of the parts that HTML can name, by their Content-ID; the first of two that share one. */
export const toInline = (
  parts: readonly ParsedPart[],
  addressOf: (partId: string) => string,
): ReadonlyMap<string, string> =>
  new Map(
    parts.toReversed().flatMap((part) => (part.contentId ? [[part.contentId, addressOf(part.partId)] as const] : [])),
  );
