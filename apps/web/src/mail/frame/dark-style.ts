/**
 * Does the mail bring a dark style that can be trusted? Inline colours beat a sheet, so one without `!important` on its text
 * would leave dark letters on a dark ground.
 */
export const hasDarkStyle = (html: string): boolean =>
  /prefers-color-scheme:\s*dark\)[^@]*[;{]\s*color:[^;}]*!important/i.test(html);

/** Decides `prefers-color-scheme` here: inside the frame it would follow the system, not the paper we give the mail. */
export const settleScheme = (html: string, dark: boolean): string =>
  html.replace(/\(prefers-color-scheme:\s*(dark|light)\)/gi, (_, scheme: string) =>
    (scheme.toLowerCase() === 'dark') === dark ? '(min-width:0px)' : '(max-width:0px)',
  );
