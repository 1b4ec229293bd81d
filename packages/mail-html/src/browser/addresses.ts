const raster = /^data:image\/(?:png|gif|jpe?g|webp|bmp);base64,[a-z0-9+/=]+$/i;

/** May an image come from there? Addresses that our server signs, by path, and images that are data. */
export const isOwnImage = (value: string): boolean =>
  raster.test(value) || (/^\/api\/v1\/[\w./~%=&?-]+$/.test(value) && !value.includes('..'));

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
