/** A message of a work notification (§3.3); `buildMessage` checks its limits and makes its text. */
export type WorkMessage =
  | { readonly kind: 'text'; readonly content: string }
  | { readonly kind: 'image' | 'file'; readonly mediaId: string }
  | { readonly kind: 'voice'; readonly mediaId: string; readonly seconds: number }
  | {
      readonly kind: 'link';
      readonly title: string;
      readonly text: string;
      readonly url: string;
      /** A `media_id`, or the address of a picture. */
      readonly picture: string;
    }
  | { readonly kind: 'markdown'; readonly title: string; readonly text: string }
  | {
      readonly kind: 'action_card';
      readonly title: string;
      readonly markdown: string;
      /** One makes the whole card a link; several stand in a row or a column. */
      readonly buttons: readonly { readonly title: string; readonly url: string }[];
      readonly orientation?: 'vertical' | 'horizontal';
    }
  | { readonly kind: 'oa'; readonly card: OaCard };

/** What an OA card shows. Texts are cut to fit by `buildOaMessage`. */
export interface OaCard {
  readonly messageUrl: string;
  readonly pcMessageUrl: string;
  readonly headText: string;
  readonly title: string;
  readonly form: readonly { readonly key: string; readonly value: string }[];
  readonly rich?: { readonly num: string; readonly unit: string };
  readonly content?: string;
  /** A `media_id`, shown below the text. */
  readonly image?: string;
  /** Display only. */
  readonly fileCount?: number;
  readonly author?: string;
  readonly status?: { readonly value: string; readonly background: string };
}
