import type { Address } from '@hongyan/contract';

/** One recipient in a field, as far as it is understood. */
export interface Entry extends Address {
  readonly kind: 'colleague' | 'outsider' | 'invalid';
}

/** The three fields of a letter. */
export interface Recipients {
  readonly to: readonly Entry[];
  readonly cc: readonly Entry[];
  readonly bcc: readonly Entry[];
}

const shape = /^[^\s@<>()[\],;:"\\]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u;

/** Is this a whole address? */
export const isAddress = (text: string): boolean => text.length <= 320 && shape.test(text);

/** Marks an address: ours is what ends in the domain of the member's own mailbox. */
export function toEntry(who: Address, ownDomain: string, known?: 'colleague' | 'outsider'): Entry {
  const address = who.address.trim();
  const kind = !isAddress(address)
    ? 'invalid'
    : (known ?? (address.toLowerCase().endsWith(`@${ownDomain.toLowerCase()}`) ? 'colleague' : 'outsider'));
  return { name: who.name.trim(), address, kind };
}

/** Reads what was typed or pasted: addresses with or without names, separated as people do it. */
export function parseRecipients(text: string, ownDomain: string): Entry[] {
  return splitList(text)
    .map((part) => {
      const named = /^(.*?)[<＜]\s*([^<>＜＞]+?)\s*[>＞]$/s.exec(part);
      const address = (named?.[2] ?? part).replace(/^mailto:/i, '');
      const name = (named?.[1] ?? '').trim().replace(/^["“'](.*)["”']$/s, '$1');
      return toEntry({ name, address: address.trim() }, ownDomain);
    })
    .filter((entry) => entry.address !== '');
}

/** Splits at commas, semicolons and line breaks of both scripts, but not inside quotes; blanks separate bare addresses. */
function splitList(text: string): string[] {
  const parts = text.match(/(?:"[^"]*"|[^,;，；、\n\r\t])+/g) ?? [];
  return parts.flatMap((part) => {
    const trimmed = part.trim();
    const words = trimmed.split(/\s+/);
    return words.length > 1 && words.every(isAddress) ? words : [trimmed];
  });
}

/** The list with more entries, each address once. */
export function addEntries(list: readonly Entry[], more: readonly Entry[]): readonly Entry[] {
  const seen = new Set(list.map((entry) => entry.address.toLowerCase()));
  const fresh = more.filter((entry) => {
    const key = entry.address.toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return fresh.length > 0 ? [...list, ...fresh] : list;
}

/** Everyone the letter goes to, each once. */
export const allOf = ({ to, cc, bcc }: Recipients): readonly Entry[] => addEntries([], [...to, ...cc, ...bcc]);

/** Who of them is not in the company. */
export const outsidersOf = (recipients: Recipients): readonly Entry[] =>
  allOf(recipients).filter((entry) => entry.kind === 'outsider');

/** The domain behind the last @. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);
