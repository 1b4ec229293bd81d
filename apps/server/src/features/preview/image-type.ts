/** Raster types that a browser may show by itself; never SVG, which is a document. */
export type ImageType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';

/** What the bytes are, whatever anyone called them. */
export function sniffImage(bytes: Uint8Array): ImageType | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 16));
  if (head.length >= 8 && head.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))) return 'image/png';
  if (head.length >= 3 && head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'image/jpeg';
  const word = head.toString('latin1');
  if (word.startsWith('GIF87a') || word.startsWith('GIF89a')) return 'image/gif';
  if (word.startsWith('RIFF') && word.slice(8, 12) === 'WEBP') return 'image/webp';
  return undefined;
}
