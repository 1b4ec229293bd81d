/** A file's name without folders, controls and letters that turn the reading direction (`exe.fdp` must not read as `pdf.exe`). */
export function toSafeName(name: string): string {
  const leaf = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  const clean = leaf
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .trim()
    .replace(/^\.+/, '_');
  const letters = [...clean];
  // The ending tells what the file is: a long name is cut in the middle.
  const short = letters.length > 150 ? [...letters.slice(0, 100), '…', ...letters.slice(-40)].join('') : clean;
  return short || 'file';
}

/** Content-Disposition by RFC 6266: an ASCII stand-in, and the true name as RFC 8187 says. */
export function toDisposition(kind: 'inline' | 'attachment', name: string): string {
  const safe = toSafeName(name);
  const ascii = safe.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%;]/g, '_');
  const encoded = encodeURIComponent(safe).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
