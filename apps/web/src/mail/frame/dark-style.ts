/**
 * Does the mail bring a dark style that can be trusted? Inline colours beat a sheet, so one without `!important` on its text
 * would leave dark letters on a dark ground.
 */
export const hasDarkStyle = (html: string): boolean =>
  /prefers-color-scheme:\s*dark\)[^@]*[;{]\s*color:[^;}]*!important/i.test(html);
