import { escapeXml } from './files/office.ts';

/** A piece of a letter: a paragraph, a table whose first row is its head, a list, a picture, or HTML with its plain text. */
export type Block =
  | string
  | { readonly table: readonly (readonly string[])[] }
  | { readonly list: readonly string[] }
  | { readonly image: string; readonly alt: string; readonly width?: number };

const cell = 'border:1px solid #ccc;padding:6px 8px';

/** The blocks as HTML without colours of its own, so that the reader's theme shows through. */
export const toHtml = (blocks: readonly Block[]): string => blocks.map(toHtmlBlock).join('\n');

function toHtmlBlock(block: Block): string {
  if (typeof block === 'string') return `<p>${escapeXml(block).replaceAll('\n', '<br>')}</p>`;
  if ('list' in block) return `<ol>${block.list.map((item) => `<li>${escapeXml(item)}</li>`).join('')}</ol>`;
  if ('image' in block)
    return `<p><img src="${escapeXml(block.image)}" alt="${escapeXml(block.alt)}"${block.width ? ` width="${block.width}"` : ''}></p>`;
  const [head = [], ...rows] = block.table;
  const row = (tag: string) => (cells: readonly string[]) =>
    `<tr>${cells.map((text) => `<${tag} style="${cell};text-align:${isFigure(text) ? 'right' : 'left'}">${escapeXml(text)}</${tag}>`).join('')}</tr>`;
  return `<table style="border-collapse:collapse">${row('th')(head)}${rows.map(row('td')).join('')}</table>`;
}

const isFigure = (text: string): boolean => /^[¥$€]?-?[\d,]+(\.\d+)?%?$/.test(text);

/** The same as plain text. */
export const toText = (blocks: readonly Block[]): string => blocks.map(toTextBlock).filter(Boolean).join('\n\n');

function toTextBlock(block: Block): string {
  if (typeof block === 'string') return block;
  if ('list' in block) return block.list.map((item, place) => `${place + 1}. ${item}`).join('\n');
  if ('image' in block) return '';
  return block.table.map((cells) => cells.join('    ')).join('\n');
}
