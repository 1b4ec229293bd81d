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
  /** A file that is looked at, saved or called up over the page; `action` is the method's last word. */
  | {
      readonly kind: 'file';
      readonly action: 'preview' | 'save' | 'upload' | 'download' | 'open';
      readonly name: string;
    }
  | { readonly kind: 'clipboard'; readonly text: string }
  /** Another place of DingTalk: a profile, the dialler, the share sheet. */
  | {
      readonly kind: 'place';
      readonly place: 'profile' | 'chat' | 'ding' | 'dial' | 'share' | 'scan';
      readonly about: string;
    }
  | { readonly kind: 'dialog'; readonly dialog: Dialog };

/** A question to the person; the reply waits for their choice. */
export interface Dialog {
  /**
   * `alert`, `confirm`, `sheet`: the reply names the button. `pick`: people and departments of the organisation, chosen from
   * its address book. `list`: from the page's own `choices`. For the last two the choice goes back in a second `answer` with
   * `chosen`, and its reply is the page's.
   */
  readonly form: 'alert' | 'confirm' | 'sheet' | 'pick' | 'list';
  readonly title: string;
  readonly message: string;
  readonly buttons: readonly string[];
  readonly pick?: PickOptions;
  readonly choices?: readonly { readonly id: string; readonly label: string; readonly detail: string }[];
}

/** What a picker allows. */
export interface PickOptions {
  readonly people: boolean;
  readonly departments: boolean;
  readonly multiple: boolean;
  readonly max: number;
  /** Shown when one more than `max` is tapped. */
  readonly limitTips: string;
  readonly pickedUsers: readonly string[];
  readonly pickedDepartments: readonly number[];
  /** Cannot be chosen. */
  readonly disabledUsers: readonly string[];
  readonly disabledDepartments: readonly number[];
  /** Chosen, and cannot be taken away. */
  readonly requiredUsers: readonly string[];
  readonly requiredDepartments: readonly number[];
}

/** What the person chose in a picker; `cancelled` when they closed it. */
export type Chosen =
  | { readonly users?: readonly string[]; readonly departments?: readonly number[]; readonly ids?: readonly string[] }
  | 'cancelled';

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
  /** One load of one page: what `dd.config` granted dies with it. Absent: everything of the device under the page's origin. */
  readonly pageId?: string;
  /** The answer to a picker's question; absent: that of a person who takes the first one. */
  readonly chosen?: Chosen;
}
