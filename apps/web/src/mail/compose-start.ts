/** What a letter is begun from. */
export type ComposeStart =
  /** `to`: an address that was pressed in a letter. */
  | { readonly kind: 'new'; readonly to?: string }
  | { readonly kind: 'reply' | 'replyAll' | 'forward'; readonly messageId: string };
