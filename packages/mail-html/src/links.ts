import { limits } from './limits.ts';

/** An address as browsers read it: no blanks around, no tabs or line breaks inside (URL standard §4.4). */
export const trimAddress = (value: string): string => value.replace(/^[\u0000- ]+|[\u0000- ]+$|[\t\n\r]/g, '');

/** A link that may stay, written the way the browser will understand it; undefined for every other scheme. */
export function washHref(value: string): string | undefined {
  if (value.length > limits.linkCharacters) return undefined;
  const address = trimAddress(value);
  if (/^(mailto|tel):/i.test(address)) return washOpaque(address);
  if (!/^(https?:)?\/\//i.test(address)) return undefined;
  const absolute = address.startsWith('//') ? `https:${address}` : address;
  return URL.canParse(absolute) ? new URL(absolute).href : undefined;
}

function washOpaque(address: string): string | undefined {
  const encoded = address.replace(/ /g, '%20');
  return /^[^\s<>"'\\]{1,4000}$/.test(encoded) ? encoded : undefined;
}
