/** What surrounds the page: DingTalk on a phone or a PC, or a plain browser. Every call ends within three seconds. */
export interface Host {
  readonly kind: 'dingtalk' | 'browser';
  /** A one-time code for the session, or why there is none. */
  authCode(corpId: string, clientId: string | undefined): Promise<AuthCode>;
  setTitle(title: string): void;
  /** A word at the right of DingTalk's own bar; `undefined` takes it away. False where there is no such place. */
  setRight(right: { readonly text: string; readonly run: () => void } | undefined): Promise<boolean>;
  openLink(url: string): void;
  /** Leaves the app: closes the page or the side panel. */
  close(): void;
}

export type AuthCode =
  | { readonly kind: 'code'; readonly code: string }
  /** `cancelled` by the person, `silent` after three seconds, `refused` by DingTalk, `absent` outside DingTalk. */
  | { readonly kind: 'cancelled' | 'silent' | 'refused' | 'absent'; readonly detail?: string };

/** Is there DingTalk around us (dingtalk-api.md §2.6)? The link robot only looks like it. */
export function insideDingTalk(userAgent: string, windowName: string, marker: boolean): boolean {
  if (/DingTalk-LinkService/i.test(userAgent)) return false;
  if (/DingTalk\b/i.test(userAgent) || marker) return true;
  try {
    return Boolean((JSON.parse(windowName) as { containerId?: unknown }).containerId);
  } catch {
    return false;
  }
}

/** The promise's value, or `late` when it takes too long: no call of the bridge ever ends by itself (jsapi-host.md §10.2). */
export function within<T, L>(ms: number, promise: Promise<T>, late: L): Promise<T | L> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(late), ms);
    promise.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (reason: unknown) => {
        clearTimeout(timer);
        reject(reason as Error);
      },
    );
  });
}
