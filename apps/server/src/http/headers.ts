/** Headers that every answer carries, whatever else it says. */
export function commonHeaders(secure: boolean): Readonly<Record<string, string>> {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-permitted-cross-domain-policies': 'none',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}

/** For answers that are no page of ours: nothing in them may run or load, should a browser show them. */
export const dataPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";

/** The app's page. `blob:` frames and images show attachments that were opened in the page. */
export const appPolicy = (frameAncestors: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self' blob:",
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${frameAncestors}`,
  ].join('; ');

/**
 * The frame that shows a mail: an opaque origin of its own in which one script of ours runs, known by its hash.
 * Origins are named in full, because `'self'` means nothing to an opaque origin.
 */
export const mailFramePolicy = (options: {
  readonly scriptHashes: readonly string[];
  readonly imageOrigins: readonly string[];
  readonly frameAncestors: string;
}): string =>
  [
    'sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox',
    "default-src 'none'",
    `script-src ${options.scriptHashes.map((hash) => `'sha256-${hash}'`).join(' ') || "'none'"}`,
    "style-src 'unsafe-inline'",
    `img-src ${[...options.imageOrigins, 'data:'].join(' ')}`,
    "form-action 'none'",
    "base-uri 'none'",
    `frame-ancestors ${options.frameAncestors}`,
  ].join('; ');
