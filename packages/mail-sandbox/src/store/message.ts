/** One stored mail. `raw` is never touched: what was delivered is what is fetched, byte for byte. */
export interface StoredMessage {
  readonly uid: number;
  readonly raw: Buffer;
  /** INTERNALDATE in milliseconds. */
  readonly receivedAt: number;
  /** Flags as on the wire: `\Seen`, `$Forwarded`. */
  flags: ReadonlySet<string>;
}

/** The place of the first message whose uid is not below `uid`, in a list that ascends by uid. */
export function findPlace(messages: readonly StoredMessage[], uid: number): number {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (messages[middle]!.uid < uid) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The place of exactly this uid, or -1. */
export function findUid(messages: readonly StoredMessage[], uid: number): number {
  const place = findPlace(messages, uid);
  return messages[place]?.uid === uid ? place : -1;
}
