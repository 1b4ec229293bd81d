/** The door of mail access: IMAP and SMTP clients, MIME, and what is known of the big mail systems. */
export { createPlainDial, type PlainDialOptions } from './dial.ts';
export { connectImap } from './imap/connect.ts';
export { buildMail } from './mime/build.ts';
export { decodeText } from './mime/charset.ts';
export { parseHeaders } from './mime/headers.ts';
export { newMessageId } from './mime/message-id.ts';
export { parseMessage } from './mime/parse-message.ts';
export { type PreviewOptions, previewFrom } from './mime/preview.ts';
export { findProvider, providerById, providers } from './providers/list.ts';
export { formatServerAddress, parseServerAddress } from './server-address.ts';
export type { SmtpOptions } from './smtp/connect.ts';
export { sendMail } from './smtp/send.ts';
export { verifySmtp } from './smtp/verify.ts';
export { attachmentsOf, firstTextPart } from './structure.ts';
export type * from './types.ts';
export { textInWorker, type WashImages, washInWorker } from './workers/wash-in-worker.ts';
export { closeMailWorkers } from './workers/work.ts';
export type { WorkBudget } from './workers/worker-pool.ts';
