import Type, { type Static } from 'typebox';
import type { Address } from './mailbox.ts';

export const ComposeKind = Type.Union([
  Type.Literal('new'),
  Type.Literal('reply'),
  Type.Literal('replyAll'),
  Type.Literal('forward'),
]);
export type ComposeKind = Static<typeof ComposeKind>;

/** `GET /api/v1/messages/:messageId/prefill?kind=reply|replyAll|forward` */
export interface ComposePrefill {
  readonly kind: ComposeKind;
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly subject: string;
  /** The original as a sealed block, washed, with its "On … wrote" line; the server appends it when `quote` is true. */
  readonly quoteHtml: string;
  /** Attachments of the original that a forward takes along, on the server. */
  readonly attachments: readonly { readonly partId: string; readonly name: string; readonly size: number }[];
}

/** `POST /api/v1/uploads?name=…&type=…`, the bytes as body (any content type, ≤ 50 MB). Answers `Upload`. `DELETE /api/v1/uploads/:id`. */
export interface Upload {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly mediaType: string;
}

const AddressSchema = Type.Object(
  { name: Type.String({ maxLength: 200 }), address: Type.String({ maxLength: 320 }) },
  { additionalProperties: false },
);

/** `POST /api/v1/sends`. `sendId` is made by the page: the same id twice is one mail. Answers `SendStatus` (202). */
export const SendRequest = Type.Object(
  {
    sendId: Type.String({ pattern: '^[0-9a-f-]{36}$' }),
    mailboxId: Type.String(),
    kind: ComposeKind,
    /** The message replied to or forwarded. */
    originalId: Type.Optional(Type.String()),
    to: Type.Array(AddressSchema, { maxItems: 500 }),
    cc: Type.Array(AddressSchema, { maxItems: 500 }),
    bcc: Type.Array(AddressSchema, { maxItems: 500 }),
    subject: Type.String({ maxLength: 998 }),
    /** A picture inside the letter is an upload named as `<img src="cid:UPLOAD_ID">` and listed in `uploadIds`. */
    html: Type.String({ maxLength: 2_000_000 }),
    /** Append the original as a quote. */
    quote: Type.Boolean(),
    uploadIds: Type.Array(Type.String(), { maxItems: 100 }),
    /** Parts of the original to take along. */
    originalPartIds: Type.Array(Type.String(), { maxItems: 100 }),
    /** Seconds during which it can be taken back, 0 to 60. */
    holdSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 60 })),
  },
  { additionalProperties: false },
);
export type SendRequest = Static<typeof SendRequest>;

/** `GET /api/v1/sends/:sendId`; `POST /api/v1/sends/:sendId/cancel` while held. */
export interface SendStatus {
  readonly sendId: string;
  readonly state: 'held' | 'sending' | 'sent' | 'failed' | 'unknown' | 'cancelled';
  /** ISO 8601: until then it can be taken back. */
  readonly heldUntil?: string;
  /** `failed` and `unknown`: an error code of kit and the server's own words. */
  readonly code?: string;
  readonly detail?: string;
}

/** `GET /api/v1/contacts?q=` → `{ contacts }`: colleagues first, at most 8. */
export interface Contact extends Address {
  readonly kind: 'colleague' | 'outsider';
  readonly title?: string;
  /** The colleague's department, to tell namesakes apart. */
  readonly department?: string;
}
