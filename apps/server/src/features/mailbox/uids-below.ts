import type { ImapConnection } from '@hongyan/mail';

/**
 * Uids below `before`, ascending, from an ever wider range until there are enough or the folder begins: a member who scrolls
 * asks for a page, not for the numbers of a hundred thousand mails. `from` is where the range began.
 */
export async function uidsBelow(
  connection: Pick<ImapConnection, 'fetchFlags'>,
  before: number,
  enough: number,
): Promise<{ older: number[]; from: number }> {
  const older: number[] = [];
  let from = before;
  for (let width = 2 * enough; older.length < enough && from > 1; width *= 4) {
    const to = from - 1;
    from = Math.max(1, to - width);
    for await (const { uid } of connection.fetchFlags({ from, to })) {
      if (uid >= from && uid <= to) older.push(uid);
    }
  }
  return { older: older.sort((a, b) => a - b), from };
}
