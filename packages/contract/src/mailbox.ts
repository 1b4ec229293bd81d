import type { FolderId, MailboxId, MessageId } from '@hongyan/kit';
import Type, { type Static } from 'typebox';

export interface MailboxSummary {
  readonly id: MailboxId;
  readonly address: string;
  readonly displayName: string;
  readonly state: MailboxState;
}

export type MailboxState =
  | { readonly kind: 'ready' }
  /** First filling of the index. */
  | { readonly kind: 'syncing'; readonly done: number; readonly total: number }
  /** Receiving has stopped; `since` is ISO 8601. `needsCredential` means that only the member can mend it. */
  | {
      readonly kind: 'paused';
      readonly code: string;
      readonly detail?: string;
      readonly since: string;
      readonly needsCredential: boolean;
    };

export type FolderRole = 'inbox' | 'drafts' | 'sent' | 'archive' | 'junk' | 'trash' | 'other';

/** `GET /api/v1/mailboxes/:mailboxId/folders` → `{ folders }`, inbox first, then by role, then by name. */
export interface Folder {
  readonly id: FolderId;
  /** Leaf name, decoded; the web app names folders with a role itself. */
  readonly name: string;
  /** Names from the root, for nested folders. */
  readonly path: readonly string[];
  readonly role: FolderRole;
  readonly selectable: boolean;
  readonly total: number;
  readonly unread: number;
}

export interface Address {
  readonly name: string;
  readonly address: string;
}

/**
 * Who stands behind an address: `colleague` is an address in the corp's mail domain, `machine` a no-reply or bulk sender,
 * `outsider` anyone else. Decided on the server, drawn as in ui/README §1.3.
 */
export type SenderKind = 'colleague' | 'outsider' | 'machine';

export interface MessageSummary {
  readonly id: MessageId;
  readonly mailboxId: MailboxId;
  readonly folderId: FolderId;
  readonly from: Address;
  readonly senderKind: SenderKind;
  /** First recipients: what a Sent folder shows instead of the sender. */
  readonly to: readonly Address[];
  readonly subject: string;
  readonly preview: string;
  /** INTERNALDATE, ISO 8601 UTC: lists sort by it. */
  readonly receivedAt: string;
  readonly size: number;
  readonly seen: boolean;
  readonly starred: boolean;
  readonly answered: boolean;
  readonly forwarded: boolean;
  readonly attachmentCount: number;
}

/** `GET /api/v1/mailboxes/:mailboxId/messages` query. */
export const ListQuery = Type.Object(
  {
    folderId: Type.Optional(Type.String()),
    filter: Type.Optional(
      Type.Union([Type.Literal('all'), Type.Literal('unread'), Type.Literal('starred'), Type.Literal('attachments')]),
    ),
    /** Free text: subject, sender, recipients and preview. */
    q: Type.Optional(Type.String({ maxLength: 200 })),
    cursor: Type.Optional(Type.String({ maxLength: 256 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  { additionalProperties: false },
);
export type ListQuery = Static<typeof ListQuery>;

export interface MessagePage {
  readonly folder: Folder;
  readonly messages: readonly MessageSummary[];
  readonly nextCursor?: string;
}

/** `POST /api/v1/mailboxes/:mailboxId/flags` */
export const ChangeFlags = Type.Object(
  {
    messageIds: Type.Array(Type.String(), { minItems: 1, maxItems: 500 }),
    seen: Type.Optional(Type.Boolean()),
    starred: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type ChangeFlags = Static<typeof ChangeFlags>;

/**
 * `POST /api/v1/mailboxes/:mailboxId/move`. A message keeps its id across our own moves, so the way back is the same call.
 * `to` names a folder by id, or by role for 归档 and 删除 (`trash`).
 */
export const MoveMessages = Type.Object(
  {
    messageIds: Type.Array(Type.String(), { minItems: 1, maxItems: 500 }),
    to: Type.Union([
      Type.Object({ folderId: Type.String() }, { additionalProperties: false }),
      Type.Object(
        {
          role: Type.Union([
            Type.Literal('archive'),
            Type.Literal('trash'),
            Type.Literal('junk'),
            Type.Literal('inbox'),
          ]),
        },
        { additionalProperties: false },
      ),
    ]),
  },
  { additionalProperties: false },
);
export type MoveMessages = Static<typeof MoveMessages>;
export interface MoveResult {
  readonly moved: readonly MessageId[];
  readonly toFolderId: FolderId;
}

/** `POST /api/v1/mailboxes/:mailboxId/expunge`: delete for good; only messages that lie in the trash. Body: `{ messageIds }`. */
export const ExpungeMessages = Type.Object(
  { messageIds: Type.Array(Type.String(), { minItems: 1, maxItems: 500 }) },
  { additionalProperties: false },
);
export type ExpungeMessages = Static<typeof ExpungeMessages>;
