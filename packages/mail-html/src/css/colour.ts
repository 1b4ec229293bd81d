type Rgb = readonly [number, number, number];

const neutral = new Set([
  'inherit',
  'initial',
  'unset',
  'revert',
  'currentcolor',
  'transparent',
  'none',
  'auto',
  'windowtext',
  'window',
]);
const named: Readonly<Record<string, Rgb>> = {
  black: [0, 0, 0],
  white: [255, 255, 255],
  blue: [0, 0, 255],
  dimgray: [105, 105, 105],
};
// What Word, Outlook and browsers give to every link: no sign of a design.
const linkBlues = new Set(['0,0,255', '5,99,193', '0,0,238', '17,85,204']);

/** Would a dark page be wrong behind a text of this colour? Near-black, greys and the stock link blues say nothing. */
export function isChosenInk(colour: string): boolean {
  const rgb = read(colour);
  if (rgb === 'neutral') return false;
  if (rgb === undefined) return true;
  if (linkBlues.has(rgb.join(','))) return false;
  return Math.max(...rgb) - Math.min(...rgb) > 24 || Math.max(...rgb) > 0x80;
}

/** Does the mail paint this ground itself? White, nearly white and transparent say nothing. */
export function isChosenGround(colour: string): boolean {
  const rgb = read(colour);
  if (rgb === 'neutral') return false;
  return rgb === undefined || Math.min(...rgb) < 250;
}

function read(colour: string): Rgb | 'neutral' | undefined {
  const text = colour.trim().toLowerCase();
  if (neutral.has(text)) return 'neutral';
  if (Object.hasOwn(named, text)) return named[text];
  const hex = /^#?([0-9a-f]{3,8})$/.exec(text)?.[1];
  if (hex) return readHex(hex);
  const parts = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+([\d.]+))?\s*\)$/.exec(text);
  if (!parts) return undefined;
  return parts[4] !== undefined && Number(parts[4]) === 0
    ? 'neutral'
    : [Number(parts[1]), Number(parts[2]), Number(parts[3])];
}

function readHex(hex: string): Rgb | 'neutral' | undefined {
  const long = hex.length <= 4 ? [...hex].map((digit) => digit + digit).join('') : hex;
  if (long.length !== 6 && long.length !== 8) return undefined;
  if (long.length === 8 && long.endsWith('00')) return 'neutral';
  const at = (index: number): number => Number.parseInt(long.slice(index, index + 2), 16);
  return [at(0), at(2), at(4)];
}
