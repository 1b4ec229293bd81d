import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { BridgeReply, Chosen, ContainerAnswer, Dialog, Effect } from '../../../src/container/types.ts';
import type { Device, NetworkMode } from '../../../src/model.ts';
import { api } from '../api.ts';
import type { OverPage } from './over-page.tsx';

/** What the page has asked the container to show; a new page starts anew. */
export interface Chrome {
  readonly title: string;
  readonly right: string;
  readonly menu: readonly { readonly id: string; readonly text: string }[];
  readonly left: { readonly control: boolean; readonly text: string };
  readonly loading: string | undefined;
}
const bare: Chrome = { title: '', right: '', menu: [], left: { control: false, text: '' }, loading: undefined };

/** The question that waits for the person; `choose` with -1 is a dismissal. */
export interface Asked {
  readonly dialog: Dialog;
  choose(index: number): void;
  /** What was picked from the address book or the page's own list. */
  pick(chosen: Chosen): void;
}

export interface Images {
  readonly urls: readonly string[];
  readonly at: number;
}

export interface FrameHost {
  readonly chrome: Chrome;
  readonly asked: Asked | undefined;
  readonly toast: string;
  /** Pictures that are looked at over the page. */
  readonly images: Images | undefined;
  showImage(at: number | undefined): void;
  /** A place of DingTalk's own over the page. */
  readonly over: OverPage | undefined;
  closeOver(): void;
  /** A press on a button that the page watches. */
  click(method: string, data?: object): void;
  /** The container's own back button. */
  back(): void;
  reload(): void;
  onFrame(frame: HTMLIFrameElement | null): void;
}

/** Effects that concern more than this one frame. */
export interface FrameEvents {
  onOpen(effect: Extract<Effect, { kind: 'open' }>): void;
  onReplace(url: string): void;
  onClose(): void;
}

type FromPage =
  | { id: number; method: string; params: unknown; href: string }
  | { title: string }
  | { fired: number; prevented: boolean }
  | { atStart: true };

/** The native side of one frame: accepts the page's hello, answers its calls and draws what they ask for (jsapi-host.md §9.1). */
export function useFrameHost(
  who: { userId: string; device: Device; origin: string; network: NetworkMode },
  events: FrameEvents,
): FrameHost {
  const frame = useRef<HTMLIFrameElement | null>(null);
  const port = useRef<MessagePort | undefined>(undefined);
  const [chrome, setChrome] = useState(bare);
  const [asked, setAsked] = useState<Asked>();
  const [toast, setToast] = useState('');
  const [images, setImages] = useState<Images>();
  const [over, setOver] = useState<OverPage>();
  const onFrame = useCallback((element: HTMLIFrameElement | null) => {
    frame.current = element;
  }, []);
  const latest = useRef({ who, events });
  latest.current = { who, events };

  useEffect(() => {
    const change = (part: Partial<Chrome>) => setChrome((now) => ({ ...now, ...part }));
    let named = false; // the page has set a title of its own
    let pageId = newPageId(); // what dd.config grants dies with the page
    let toastTimer: ReturnType<typeof setTimeout> | undefined;

    async function onCall(to: MessagePort, call: Extract<FromPage, { id: number }>): Promise<void> {
      const reply = (value: BridgeReply) => to.postMessage({ id: call.id, reply: value });
      const { userId, device, origin } = latest.current.who;
      // The page's own word for its address is taken only under the origin that the browser vouched for.
      const pageUrl = call.href.startsWith(`${origin}/`) ? call.href : `${origin}/`;
      const put = (chosen?: Chosen): Promise<ContainerAnswer> =>
        api.answer({
          userId,
          device,
          pageUrl,
          method: call.method,
          params: call.params,
          pageId,
          ...(chosen === undefined ? {} : { chosen }),
        });
      const failed = (error: unknown) => reply({ kind: 'fail', errorCode: '3', errorMessage: String(error) });
      try {
        const answer = await put();
        if (answer.effect?.kind === 'dialog') {
          return ask(answer.effect.dialog, answer.reply, reply, (chosen) =>
            put(chosen).then((next) => reply(next.reply), failed),
          );
        }
        reply(answer.reply);
        if (answer.effect) show(answer.effect);
      } catch (error) {
        failed(error);
      }
    }

    function ask(
      dialog: Dialog,
      first: BridgeReply,
      reply: (value: BridgeReply) => void,
      onPicked: (chosen: Chosen) => void,
    ): void {
      setAsked({
        dialog,
        choose(index) {
          setAsked(undefined);
          reply(dialog.form === 'alert' ? first : { kind: 'ok', body: { buttonIndex: index } });
        },
        pick(chosen) {
          setAsked(undefined);
          onPicked(chosen);
        },
      });
    }

    function show(effect: Exclude<Effect, { kind: 'dialog' }>): void {
      const { events: on } = latest.current;
      const bars = toChrome(effect);
      if (bars) change(bars);
      if (effect.kind === 'title') named = true;
      else if (effect.kind === 'images') setImages({ urls: effect.urls, at: effect.current });
      else if (effect.kind === 'open') on.onOpen(effect);
      else if (effect.kind === 'replace') on.onReplace(effect.url);
      else if (effect.kind === 'back') port.current?.postMessage({ act: 'back' });
      else if (effect.kind === 'close') on.onClose();
      else if (effect.kind === 'file' || effect.kind === 'place') setOver(effect);
      // Without the person's own press the browser may refuse; the page's call was answered all the same.
      else if (effect.kind === 'clipboard') void navigator.clipboard.writeText(effect.text).catch(() => undefined);
      else if (effect.kind === 'toast') {
        clearTimeout(toastTimer);
        setToast(effect.text);
        toastTimer = setTimeout(() => setToast(''), effect.seconds * 1000);
      }
    }

    const onMessage = (event: MessageEvent) => {
      if (event.source !== frame.current?.contentWindow || event.origin !== latest.current.who.origin) return;
      if ((event.data as { emulator?: unknown } | null)?.emulator !== 'hello' || !event.ports[0]) return;
      const own = event.ports[0];
      port.current = own;
      named = false;
      pageId = newPageId();
      setOver(undefined);
      setChrome(bare);
      setAsked(undefined);
      setImages(undefined);
      own.postMessage({ network: latest.current.who.network });
      own.onmessage = ({ data }: MessageEvent<FromPage>) => {
        if (port.current !== own) return;
        if ('method' in data) void onCall(own, data);
        else if ('title' in data) !named && change({ title: data.title });
        else if ('fired' in data) !data.prevented && own.postMessage({ act: 'back' });
        else latest.current.events.onClose();
      };
    };
    window.addEventListener('message', onMessage);
    return () => {
      window.removeEventListener('message', onMessage);
      clearTimeout(toastTimer);
    };
  }, []);

  useEffect(() => {
    port.current?.postMessage({ network: who.network });
  }, [who.network]);

  return {
    chrome,
    asked,
    toast,
    images,
    over,
    closeOver: () => setOver(undefined),
    showImage: (at) => setImages((now) => (now && at !== undefined ? { ...now, at } : undefined)),
    click: (method, data = {}) => port.current?.postMessage({ click: method, data }),
    back() {
      if (!port.current) return latest.current.events.onClose();
      if (chrome.left.control) return port.current.postMessage({ click: 'biz.navigation.setLeft' });
      // The page may keep the person on it; only Android has an event for that which can be prevented.
      const event = latest.current.who.device === 'android' ? 'backbutton' : 'goBack';
      return port.current.postMessage({ event, id: 1, detail: {} });
    },
    reload: () => port.current?.postMessage({ act: 'reload' }),
    onFrame,
  };
}

let pages = 0;
const newPageId = (): string => `${Date.now().toString(36)}-${++pages}`;

/** What an effect changes in the bars around the page, if anything. */
function toChrome(effect: Effect): Partial<Chrome> | undefined {
  switch (effect.kind) {
    case 'title':
      return { title: effect.title };
    case 'right':
      return { right: effect.show ? effect.text : '' };
    case 'menu':
      return { menu: effect.items };
    case 'left':
      return { left: { control: effect.control, text: effect.text } };
    case 'loading':
      return { loading: effect.show ? effect.text : undefined };
    default:
      return undefined;
  }
}
