const prefix = 'hy-';
const shape = /^[\w\u0080-\uffff-]{1,100}$/;

/** The class of the box that stands for the mail's own body element. */
export const bodyClass = `${prefix}body`;

/** An id or class out of a mail under our prefix, so that it can name nothing of ours; undefined when it is no plain name. */
export function prefixName(name: string): string | undefined {
  if (!shape.test(name)) return undefined;
  return name.startsWith(prefix) ? name : prefix + name;
}

/** A class attribute under our prefix; the empty text when nothing remains. */
export const prefixClasses = (value: string): string =>
  value
    .split(/[ \t\n\f\r]+/)
    .slice(0, 50)
    .map((name) => prefixName(name))
    .filter((name) => name !== undefined)
    .join(' ');
