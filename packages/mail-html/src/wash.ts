import { limits, tooComplex } from './limits.ts';
import { beginPass } from './pass.ts';
import { rebuild } from './rebuild.ts';
import { textOfHtml } from './text.ts';
import type { Washed, WashOptions } from './types.ts';

/**
 * Washes a mail by writing it anew from lists of what is allowed, then washes the result until it no longer changes: what the
 * browser parses is then exactly what was checked here, which is what mutation attacks live on.
 * Throws `AppError('mail.too_complex')` past the limits: show the text (`textOfHtml` never throws) or offer the original.
 */
export function washHtml(html: string, options: WashOptions): Washed {
  const first = beginPass(options);
  const result = settle(rebuild(html, first), options, first.own);
  return {
    html: result,
    text: textOfHtml(html),
    blockedImages: first.blocked,
    designed: first.designed,
    usedContentIds: first.contentIds,
  };
}

function settle(html: string, options: WashOptions, own: Set<string>): string {
  let before = html;
  for (let count = 0; count < limits.passes; count += 1) {
    const after = rebuild(before, beginPass(options, own));
    if (after === before) return after;
    before = after;
  }
  throw tooComplex('unsettled');
}
