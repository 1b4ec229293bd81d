import { AppError, type MessageId, parseUuid } from '@hongyan/kit';

/** Where a page ended: lists sort by INTERNALDATE, newest first, then by id. */
export interface Cursor {
  readonly date: Date;
  readonly id: MessageId;
}

export const encodeCursor = ({ date, id }: Cursor): string =>
  Buffer.from(`${date.getTime()}.${id}`).toString('base64url');

export function parseCursor(text: string | undefined): Cursor | undefined {
  if (text === undefined) return undefined;
  const [time = '', id = ''] = Buffer.from(text, 'base64url').toString('latin1').split('.');
  const messageId = parseUuid<MessageId>(id);
  const date = new Date(/^-?\d{1,15}$/.test(time) ? Number(time) : Number.NaN);
  if (!messageId || Number.isNaN(date.getTime())) throw new AppError('request.invalid', { detail: 'cursor' });
  return { date, id: messageId };
}
