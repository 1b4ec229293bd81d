/** The product's own origins, as they stand in its links and headers, and the frame's that takes their place. */
export interface Mapping {
  /** Where requests really go. */
  readonly upstream: string;
  /** Every origin that means the product: upstream and public address. */
  readonly own: readonly string[];
  readonly frame: string;
  readonly client: string;
}

/** An address of the product, moved to the frame's origin; any other address as it is. */
export function toFrame(url: string, { own, frame }: Mapping): string {
  const hit = own.find((origin) => url === origin || url.startsWith(`${origin}/`) || url.startsWith(`${origin}?`));
  return hit ? frame + url.slice(hit.length) : url;
}

/** An address under the frame's origin, moved back to the product's. */
export function toProduct(url: string, { own, upstream, frame }: Mapping): string {
  return url === frame || url.startsWith(`${frame}/`) ? (own.at(-1) ?? upstream) + url.slice(frame.length) : url;
}
