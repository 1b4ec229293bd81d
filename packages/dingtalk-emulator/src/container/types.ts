import type { Device, EmulatorPerson } from '../model.ts';

/** What travels back over the bridge. `watch`: the call stays open, each click answers it (jsapi-host.md §4). */
export type BridgeReply =
  | { readonly kind: 'ok'; readonly body: unknown }
  | { readonly kind: 'fail'; readonly errorCode: string; readonly errorMessage: string }
  | { readonly kind: 'watch' };

/** What the container shows or does because of a call. */
export type Effect =
  | { readonly kind: 'title'; readonly title: string }
  | { readonly kind: 'right'; readonly show: boolean; readonly text: string }
  | { readonly kind: 'menu'; readonly items: readonly { readonly id: string; readonly text: string }[] }
  | { readonly kind: 'left'; readonly control: boolean; readonly text: string }
  | { readonly kind: 'toast'; readonly text: string; readonly icon: string; readonly seconds: number }
  | { readonly kind: 'loading'; readonly show: boolean; readonly text: string }
  | {
      readonly kind: 'open';
      readonly url: string;
      readonly in: 'here' | 'panel' | 'modal' | 'workbench' | 'browser';
      readonly title: string;
    }
  | { readonly kind: 'replace'; readonly url: string }
  | { readonly kind: 'back' }
  | { readonly kind: 'close' }
  | { readonly kind: 'images'; readonly urls: readonly string[]; readonly current: number }
  | { readonly kind: 'dialog'; readonly dialog: Dialog };

/** A question to the person; the reply waits for their choice. */
export interface Dialog {
  readonly form: 'alert' | 'confirm' | 'sheet';
  readonly title: string;
  readonly message: string;
  readonly buttons: readonly string[];
}

/** The reply, and what is to be seen. With a dialog, `reply` is what a person who presses the first button gets. */
export interface ContainerAnswer {
  readonly reply: BridgeReply;
  readonly effect?: Effect;
}

/** One JSAPI call as it comes over the bridge. */
export interface ContainerCall {
  readonly person: EmulatorPerson;
  readonly device: Device;
  readonly pageUrl: string;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}
