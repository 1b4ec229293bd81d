/**
 * `GET /api/v1/live`: server-sent events over fetch, one JSON object per `data:` line. They hold ids only: the page asks
 * again for what it shows. A `hello` comes first on every connection; after a gap the page reloads what it shows.
 */
export type LiveEvent =
  | { readonly kind: 'hello' }
  | { readonly kind: 'messages'; readonly mailboxId: string; readonly folderId: string; readonly arrived: number }
  | { readonly kind: 'folders'; readonly mailboxId: string }
  | { readonly kind: 'mailbox'; readonly mailboxId: string }
  | { readonly kind: 'send'; readonly sendId: string };
