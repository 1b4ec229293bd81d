/** The leaf that every package may use: errors, results, ids, time, back-off, redaction. It imports nothing of ours. */
export { type Backoff, createBackoff } from './backoff.ts';
export { type Clock, systemClock } from './clock.ts';
export { AppError, type ErrorCode, errorCodes, isAppError, type Text2, toAppError } from './error.ts';
export {
  type AppId,
  type CorpId,
  type FolderId,
  type MailboxId,
  type MemberId,
  type MessageId,
  type NoticeId,
  newId,
  parseCorpId,
  parseUuid,
  randomToken,
  type UserId,
} from './ids.ts';
export { redact, Secret } from './redaction.ts';
export { err, ok, type Result } from './result.ts';
