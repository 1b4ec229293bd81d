import type { AllowListForm } from '@hongyan/contract';
import { AppError } from '@hongyan/kit';
import { isInRanges, parseRange } from '../../http/address-ranges.ts';

/** The ranges as they are kept, or `app.invalid` with what is wrong. Whoever sets the console's list must stay inside. */
export function checkRanges({ purpose, ranges }: AllowListForm, ownAddress: string): readonly string[] {
  const kept: string[] = [];
  const wrong: string[] = [];
  for (const text of ranges) {
    const range = parseRange(text);
    if (range === undefined) wrong.push(text.trim());
    else if (!kept.includes(range)) kept.push(range);
  }
  if (wrong.length > 0) throw refuse(`不是地址或网段：${wrong.join('、')}`, `No address or range: ${wrong.join(', ')}`);
  if (purpose === 'console' && kept.length > 0 && !isInRanges(ownAddress, kept))
    throw refuse(
      `您现在的地址 ${ownAddress} 不在名单里，保存后您自己就进不来了。请先把它加上。`,
      `Your own address ${ownAddress} is not on the list: saving it would lock you out. Add it first.`,
    );
  return kept;
}

const refuse = (zh: string, en: string): AppError =>
  new AppError('app.invalid', { detail: en, fields: { ranges: { zh, en } } });
