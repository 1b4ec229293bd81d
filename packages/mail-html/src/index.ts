/** Hostile HTML mail in, safe HTML and a list of what was blocked out. Pure: no network, no files, no clock. */
export interface WashOptions {
  /** Address of an inline part by its Content-ID (without brackets), or undefined when there is none. */
  readonly inlineImage: (contentId: string) => string | undefined;
  /** Address of the proxy for a remote image when images are shown; undefined blocks it. */
  readonly remoteImage: (url: string) => string | undefined;
}
export interface Washed {
  readonly html: string;
  readonly text: string;
  readonly blockedImages: number;
  /** The mail brings colours of its own. */
  readonly designed: boolean;
  /** Content-IDs that the HTML shows. */
  readonly usedContentIds: ReadonlySet<string>;
}
