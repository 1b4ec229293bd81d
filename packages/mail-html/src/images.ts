import { trimAddress } from './links.ts';
import type { Pass } from './pass.ts';

/** Where an image of the mail comes from once it is washed. `none`: there is nothing to show and nothing was held back. */
export type Image = { readonly kind: 'show'; readonly url: string } | { readonly kind: 'blocked' | 'none' };

const raster = /^data:image\/(png|gif|jpe?g|webp|bmp);base64,[a-z0-9+/=]+$/i;
const plain = /^[^\s"'<>\\()]+$/;

/** Decides about one image address: inline part, data, our own, or remote. Counts what it holds back. */
export function resolveImage(value: string, pass: Pass): Image {
  const url = trimAddress(value);
  if (url === '') return { kind: 'none' };
  if (pass.own.has(url) || pass.options.isOwn?.(url)) return { kind: 'show', url };
  if (/^cid:/i.test(url)) return inlineImage(url.slice(4), pass);
  if (/^data:/i.test(url)) return raster.test(url) ? { kind: 'show', url } : { kind: 'none' };
  if (!/^(https?:|[\\/]{2})/i.test(url)) return { kind: 'none' };
  const absolute = /^[\\/]/.test(url) ? `https:${url}` : url;
  const shown = URL.canParse(absolute) ? pass.options.remoteImage(spell(absolute)) : undefined;
  if (shown === undefined) pass.blocked += 1;
  return adopt(shown, pass) ?? { kind: 'blocked' };
}

/** The address as a browser spells it, with the marks encoded that would end an address in CSS. */
const spell = (url: string): string =>
  new URL(url).href.replace(/['()]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);

function inlineImage(raw: string, pass: Pass): Image {
  const id = decodeId(raw).replace(/^<|>$/g, '');
  const image = adopt(pass.options.inlineImage(id), pass);
  if (image) pass.contentIds.add(id);
  return image ?? { kind: 'none' };
}

function adopt(url: string | undefined, pass: Pass): Image | undefined {
  if (url === undefined || !plain.test(url)) return undefined;
  pass.own.add(url);
  return { kind: 'show', url };
}

// RFC 2392: the id is percent-encoded in the URL; mailers often forget.
function decodeId(raw: string): string {
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}
