/** Rows of this size keep a 50 MB file out of any single statement. */
export const chunkBytes = 1024 * 1024;

/** Cuts a stream into pieces of exactly `chunkBytes`, the last one shorter. */
export async function* cutStream(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  for await (const piece of stream) {
    waiting.push(piece);
    length += piece.byteLength;
    if (length < chunkBytes) continue;
    const whole = Buffer.concat(waiting);
    let at = 0;
    for (; whole.length - at >= chunkBytes; at += chunkBytes) yield whole.subarray(at, at + chunkBytes);
    waiting = at < whole.length ? [whole.subarray(at)] : [];
    length = whole.length - at;
  }
  if (length > 0) yield Buffer.concat(waiting);
}

/** Cuts bytes that are already here. */
export function cutBytes(bytes: Uint8Array): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.byteLength; at += chunkBytes) pieces.push(bytes.subarray(at, at + chunkBytes));
  return pieces;
}
