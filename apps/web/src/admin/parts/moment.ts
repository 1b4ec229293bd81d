import { momentText } from '../../i18n/dates.ts';
import { partsText } from './parts-text.ts';

/** A moment in a sentence: 14:21, 昨天 14:21, 11月18日 14:21. */
export const moment = (iso: string): string => momentText(new Date(iso), new Date(), partsText().yesterday);
