import { escapeHtml } from './escape.ts';
import { linkify } from './linkify.ts';

/** Plain text as HTML: escaped, line breaks and runs of spaces kept, http, https and mail addresses as links. */
export const htmlOfText = (text: string): string =>
  linkify(text.replace(/\r\n?/g, '\n'))
    .map(({ kind, text: shown, href }) =>
      kind === 'link'
        ? `<a href="${escapeHtml(href)}" target="_blank" rel="noopener noreferrer">${escapeHtml(shown)}</a>`
        : escapeHtml(shown)
            .replace(/ {2,}/g, (run) => `${'&nbsp;'.repeat(run.length - 1)} `)
            .replace(/\n/g, '<br>\n'),
    )
    .join('');
