/** The door of mail access: IMAP and SMTP clients, MIME, and what is known of the big mail systems. */
export { createPlainDial, type PlainDialOptions } from './dial.ts';
export { connectImap } from './imap/connect.ts';
export { decodeText } from './mime/charset.ts';
export { parseHeaders } from './mime/headers.ts';
export { findProvider, providerById, providers } from './providers/list.ts';
export { formatServerAddress, parseServerAddress } from './server-address.ts';
export { attachmentsOf, firstTextPart } from './structure.ts';
export type * from './types.ts';
