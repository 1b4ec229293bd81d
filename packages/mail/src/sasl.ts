/** PLAIN (RFC 4616). */
export const saslPlain = (user: string, password: string): Uint8Array => Buffer.from(`\0${user}\0${password}`, 'utf8');

/** XOAUTH2 as Microsoft and Google define it. */
export const saslXoauth2 = (user: string, token: string): Uint8Array =>
  Buffer.from(`user=${user}\x01auth=Bearer ${token}\x01\x01`, 'utf8');

/** Base64 holds no character that could end a line. */
export const base64Word = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
