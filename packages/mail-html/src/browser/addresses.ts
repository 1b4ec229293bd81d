const raster = /^data:image\/(?:png|gif|jpe?g|webp|bmp);base64,[a-z0-9+/=]+$/i;

/** May an image come from there? Our own server (by path, or in full) and images that are data. */
export function isOwnImage(value: string): boolean {
  if (raster.test(value)) return true;
  if (/[\s\\"'<>()]/.test(value)) return false;
  return /^\/(?!\/)/.test(value) || value.startsWith(`${location.origin}/`);
}

/** Is CSS free of everything that calls out or hides? Addresses in it must be our own. */
export function isQuietCss(css: string): boolean {
  if (
    /[\\<]|@(?!media\b)|expression|behavior|image-set|cross-fade|image\(|src\(|element\(|var\(|env\(|attr\(|position\s*:|javascript/i.test(
      css,
    )
  ) {
    return false;
  }
  const opened = css.match(/url\(/gi)?.length ?? 0;
  const addresses = [...css.matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^\s"')]*))\s*\)/gi)];
  return addresses.length === opened && addresses.every((match) => isOwnImage(match[1] ?? match[2] ?? match[3] ?? ''));
}
