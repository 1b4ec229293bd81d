/** What a letter is begun from. */
export type ComposeStart =
  | { readonly kind: 'new' }
  | { readonly kind: 'reply' | 'replyAll' | 'forward'; readonly messageId: string };
