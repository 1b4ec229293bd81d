/** Folder names on the wire: modified UTF-7 (RFC 3501 §5.1.3). */

/** A decoded name as modified UTF-7. */
export const toWireName = (name: string): string =>
  name.replace(/&|[^\x20-\x7e]+/g, (run) => (run === '&' ? '&-' : `&${toShifted(run)}-`));

function toShifted(run: string): string {
  const bytes = Buffer.alloc(run.length * 2);
  for (let i = 0; i < run.length; i += 1) bytes.writeUInt16BE(run.charCodeAt(i), i * 2);
  return bytes.toString('base64').replace(/=+$/, '').replaceAll('/', ',');
}

/** Modified UTF-7 decoded, or undefined when it is malformed. */
export function fromWireName(wire: string): string | undefined {
  if (/[^\x20-\x7e]/.test(wire)) return undefined;
  let broken = false;
  const name = wire.replace(/&([^-]*)(-?)/g, (_whole, shifted: string, end: string) => {
    if (shifted === '') return '&';
    const bytes = Buffer.from(shifted.replaceAll(',', '/'), 'base64');
    if (end === '' || bytes.length === 0 || bytes.length % 2 !== 0) broken = true;
    let text = '';
    for (let i = 0; i + 1 < bytes.length; i += 2) text += String.fromCharCode(bytes.readUInt16BE(i));
    return text;
  });
  return broken ? undefined : name;
}
