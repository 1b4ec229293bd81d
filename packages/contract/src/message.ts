import type { Address, MessageSummary, SenderKind } from './mailbox.ts';

/** `GET /api/v1/messages/:messageId?images=show`: one mail, whole, in one answer. Reading changes no flag; the page sends `seen`. */
export interface MessageDetail {
  readonly summary: MessageSummary;
  readonly to: readonly Recipient[];
  readonly cc: readonly Recipient[];
  readonly replyTo: readonly Address[];
  /** The Date header, ISO 8601, where it can be read. */
  readonly sentAt?: string;
  readonly messageIdHeader?: string;
  readonly body: MessageBody;
  /** Real attachments; parts that the HTML shows inline are left out. */
  readonly attachments: readonly Attachment[];
  /** Signed, short-lived: the original as message/rfc822. */
  readonly originalUrl: string;
}

export interface Recipient extends Address {
  readonly kind: SenderKind;
}

export type MessageBody =
  | {
      readonly kind: 'html';
      /** Washed on the server. The browser washes it again and puts it into the sandboxed frame only. */
      readonly html: string;
      readonly text: string;
      /** Remote images taken out; 0 when shown or when there were none. */
      readonly blockedImages: number;
      /** The mail brings colours of its own: keep white paper in the dark. */
      readonly designed: boolean;
    }
  | { readonly kind: 'text'; readonly text: string }
  /** Past the limits of stack.md "Mail parsing": nothing but the original can be had. */
  | { readonly kind: 'too_complex' };

export interface Attachment {
  readonly partId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  /** Signed, short-lived. `?download=1` answers with Content-Disposition: attachment. */
  readonly url: string;
  /** What can be shown in place; everything else is downloaded. */
  readonly preview: 'image' | 'text' | 'none';
}
