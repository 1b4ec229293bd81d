/** What the browser tests run inside the page: payloads shown in each way, every handler fired, without any wall of their own. */
export { purifyPaste } from './paste.ts';
export { purify } from './purify.ts';

const sandbox = 'allow-scripts allow-popups allow-popups-to-escape-sandbox';
// Some payloads keep their document from ever loading.
const patience = 800;

/** Fires every handler and the usual events on every element of a document; presses script links. It is also run as text in frames. */
export function provoke(target: Document): void {
  const events =
    'click mouseover mouseenter pointerover focus focusin blur load error toggle beforetoggle input change submit scroll wheel copy paste keydown animationstart animationend transitionend'.split(
      ' ',
    );
  for (const element of target.querySelectorAll('*')) {
    const own = element.getAttributeNames().flatMap((name) => (name.startsWith('on') ? [name.slice(2)] : []));
    for (const name of [...events, ...own]) {
      // Following an ordinary link is no attack.
      const leaves =
        name === 'click' && element.tagName === 'A' && (element as HTMLAnchorElement).protocol !== 'javascript:';
      if (!leaves) element.dispatchEvent(new Event(name, { cancelable: true }));
    }
  }
}

/** Shows each document in a plain frame of its own, all at once, and provokes it. */
export async function showBare(documents: readonly string[]): Promise<void> {
  const frames = documents.map(() => document.createElement('iframe'));
  await Promise.all(
    frames.map((frame, index) => {
      frame.srcdoc = `<!doctype html><body>${documents[index]}`;
      return placed(frame);
    }),
  );
  for (const frame of frames) {
    try {
      if (frame.contentDocument) provoke(frame.contentDocument);
    } catch {
      // A frame that has gone elsewhere is none of ours any more.
    }
  }
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  clear();
}

/** Shows documents of the server, which sends its policy along, in sandboxed frames. */
export async function showWalled(from: number, to: number): Promise<void> {
  const indexes = Array.from({ length: to - from }, (_, index) => from + index);
  await Promise.all(
    indexes.map((index) => {
      const frame = document.createElement('iframe');
      frame.setAttribute('sandbox', sandbox);
      frame.src = `/raw?i=${index}`;
      return placed(frame);
    }),
  );
}

/** Opens the real mail frame and waits until it is ready. */
export async function openFrame(token: string): Promise<void> {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', sandbox);
  frame.src = `/mail-frame#${token}`;
  frame.id = 'letter';
  const ready = heard('ready');
  document.body.append(frame);
  await ready;
}

/** Sends a letter as the reader does; answers the height that the frame reports. */
export async function showInFrame(token: string, html: string, wait: boolean | 'tall' = true): Promise<number> {
  const target = (document.getElementById('letter') as HTMLIFrameElement).contentWindow;
  const height = wait
    ? heard('height', (data) => wait !== 'tall' || Number(data.height) > 0)
    : Promise.resolve({ height: 0 });
  const rest = { kind: 'show', paint: 'light', tokens: {}, fit: true, quote: ['+', '-'], blockedWord: 'x' };
  target?.postMessage({ token, html, ...rest }, '*');
  return ((await height) as { height: number }).height;
}

/** Takes every frame away. */
export function clear(): void {
  for (const frame of document.querySelectorAll('iframe')) frame.remove();
}

function placed(frame: HTMLIFrameElement): Promise<unknown> {
  const loaded = new Promise((resolve) => {
    frame.addEventListener('load', resolve, { once: true });
    setTimeout(resolve, patience);
  });
  document.body.append(frame);
  return loaded;
}

/** The next message of this kind; a frame may tell the height 0 of its empty page before the letter's. */
function heard(kind: string, fits: (data: Record<string, unknown>) => boolean = () => true): Promise<unknown> {
  return new Promise((resolve) => {
    const listen = (event: MessageEvent) => {
      if (event.data?.kind !== kind || !fits(event.data)) return;
      window.removeEventListener('message', listen);
      resolve(event.data);
    };
    window.addEventListener('message', listen);
  });
}
