import type { Address, SenderKind } from '@hongyan/contract';
import s from './avatar.module.css';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';
import { mail, note, users } from './icons.ts';

export interface AvatarProps {
  readonly who: Address;
  readonly kind: SenderKind | 'group';
  readonly size?: 20 | 24 | 32 | 40 | 56;
  readonly photo?: string | undefined;
  readonly className?: string | undefined;
}

/** Who it is before what it says: a colleague is a filled square, an outsider an outlined one, a machine a grey icon. */
export function Avatar({ who, kind, size = 40, photo, className }: AvatarProps) {
  const base = cx(s.avatar, s[`s${size}`], className);
  const iconSize = size >= 40 ? 20 : size >= 32 ? 18 : 14;
  if (photo) return <img className={base} src={photo} alt="" width={size} height={size} />;
  if (kind === 'machine' || kind === 'group') {
    const icon = kind === 'group' ? users : isBill(who.name) ? note : mail;
    return (
      <span className={cx(base, s.machine)} aria-hidden="true">
        <Icon icon={icon} size={iconSize} />
      </span>
    );
  }
  return (
    <span className={cx(base, kind === 'outsider' ? s.outsider : s[`c${colourOf(who.address)}`])} aria-hidden="true">
      {kind === 'outsider' ? firstLetter(who) : initials(who, size <= 24 ? 1 : 2)}
    </span>
  );
}

/** The last characters of a Chinese name, the first letters of any other. */
export function initials(who: Address, count: 1 | 2): string {
  const name = who.name.trim() || who.address;
  const han = name.match(/\p{Script=Han}+/u)?.[0];
  if (han) return Array.from(han).slice(-count).join('');
  const words = name.split(/[\s._@-]+/).filter(Boolean);
  const letters = words.slice(0, count).map((word) => Array.from(word)[0] ?? '');
  return letters.join('').toUpperCase();
}

/** An outsider is known by the first character only: the family name of a Chinese name. */
export const firstLetter = (who: Address): string =>
  (Array.from((who.name.trim() || who.address).replace(/^[^\p{L}\p{N}]+/u, ''))[0] ?? '?').toUpperCase();

/** 1 to 6, the same for an address everywhere: FNV-1a, then mixed so that likely addresses fall apart. */
export function colourOf(address: string): number {
  let hash = 0x811c9dc5;
  for (const char of address.toLowerCase()) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (((hash ^ (hash >>> 15)) >>> 0) % 6) + 1;
}

const isBill = (name: string): boolean => /发票|账单|商旅|结算|invoice|billing|receipt/i.test(name);
