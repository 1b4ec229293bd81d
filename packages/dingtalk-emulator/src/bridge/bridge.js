/*
 * The native side of a make-believe DingTalk, as the page sees it: one blocking classic script before the page's own
 * (jsapi-host.md §3.4, §4, §9.1). It fixes the user agent, speaks the bridge protocol of the device, and hands each call to
 * the emulator: through a message port to the client that frames the page, or through `__native` in a browser driven by a test.
 * Plain JavaScript on purpose: it is served and injected exactly as it stands here.
 */
(() => {
  const driven = window.__emulatorBridge;
  const tag = document.currentScript;
  const settings = driven ?? tag?.dataset;
  if (!settings?.device) return;
  delete window.__emulatorBridge;
  // Frames inside the page are the page's own affair.
  if (driven ? window !== window.top : window === window.top || window.parent !== window.top) return;

  const { device, agent, version, client } = settings;
  const isPhone = device === 'ios' || device === 'android';

  function fix(owner, name, get) {
    Object.defineProperty(owner, name, { configurable: true, enumerable: true, get });
  }
  fix(Navigator.prototype, 'userAgent', () => agent);
  fix(Navigator.prototype, 'appVersion', () => agent.replace(/^Mozilla\//, ''));
  fix(Navigator.prototype, 'userAgentData', () => undefined);

  const handlers = new Map(); // watched calls, by method
  const ask = driven ? askDriver : openPort();

  /** Functions cannot cross; the SDK keeps its own copy of them. */
  function plain(value) {
    return value === undefined ? {} : JSON.parse(JSON.stringify(value));
  }

  function askDriver(method, params, done) {
    window.__native(method, plain(params)).then(done, (error) => {
      done({ kind: 'fail', errorCode: '3', errorMessage: String(error) });
    });
  }
  if (driven) window.__nativeClick = (method, data) => handlers.get(method)?.(data ?? {});

  function openPort() {
    const { port1, port2 } = new MessageChannel();
    const waiting = new Map();
    let next = 1;
    port1.onmessage = ({ data }) => {
      if (data.reply) {
        waiting.get(data.id)?.(data.reply);
        waiting.delete(data.id);
      } else if (data.click) {
        handlers.get(data.click)?.(data.data ?? {});
      } else if (data.event) {
        port1.postMessage({ fired: data.id, prevented: !fire(data.event, data.detail) });
      } else if (data.act === 'back') {
        goBack(() => port1.postMessage({ atStart: true }));
      } else if (data.act === 'reload') {
        location.reload();
      } else if (data.network) {
        setOnline(data.network !== 'offline');
      }
    };
    window.top.postMessage({ emulator: 'hello', href: location.href }, client, [port2]);
    tellTitle((title) => port1.postMessage({ title }));
    return (method, params, done) => {
      const id = next++;
      waiting.set(id, done);
      port1.postMessage({ id, method, params: plain(params), href: location.href });
    };
  }

  /** DingTalk shows the document's title until the page sets one. */
  function tellTitle(tell) {
    const watch = () => {
      const now = () => document.title && tell(document.title);
      now();
      if (document.head)
        new MutationObserver(now).observe(document.head, { childList: true, subtree: true, characterData: true });
    };
    document.addEventListener('DOMContentLoaded', watch);
  }

  function goBack(atStart) {
    if (window.navigation?.canGoBack) window.navigation.back();
    else atStart();
  }

  let online = true;
  function setOnline(now) {
    if (now === online) return;
    online = now;
    fix(Navigator.prototype, 'onLine', () => online);
    window.dispatchEvent(new Event(online ? 'online' : 'offline'));
    if (isPhone) fire(online ? 'online' : 'offline', {});
  }

  /** False: the page prevented the default. */
  let fire = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail, cancelable: true }));

  if (device === 'ios') {
    window.WebViewJavascriptBridge = {
      init() {},
      registerHandler(method, handler) {
        handlers.set(method, (data) => handler(data, () => undefined));
      },
      callHandler(method, params, done) {
        ask(method, params, (reply) => {
          if (reply.kind === 'ok') done({ errorCode: '0', result: reply.body });
          else if (reply.kind === 'fail') done({ errorCode: reply.errorCode, errorMessage: reply.errorMessage });
        });
      },
    };
  } else if (device === 'android') {
    const exec = (ok, fail, space, name, params) => {
      const method = `${space}.${name}`;
      ask(method, params, (reply) => {
        if (reply.kind === 'ok') ok(reply.body);
        else if (reply.kind === 'fail') fail({ errorCode: reply.errorCode, errorMessage: reply.errorMessage });
        else handlers.set(method, ok);
      });
    };
    window.nuva = { isReady: true, require: () => exec };
  } else {
    // The host name is only a token: the SDK checks it, nothing ever travels there.
    const hostOrigin = 'https://emulator.dingtalk.com';
    const identity = { containerId: 'emulator', hostOrigin, hostVersion: version, language: 'zh_CN', corsIframe: true };
    window.name = JSON.stringify(identity);
    window.dd_bridge_config = window.name;
    window.dingtalk = { platform: { invokeAPI() {} } };
    const original = window.postMessage.bind(window);
    const tell = (data) => {
      window.dispatchEvent(new MessageEvent('message', { data, origin: hostOrigin, source: window }));
    };
    let events; // the id under which the page listens to global events
    window.postMessage = (data, target, transfer) => {
      if (target !== hostOrigin) return original(data, target, transfer);
      if (data?.type !== 'request') return undefined;
      if (data.methodName === 'SYS_openAPIContainerInitEvent') {
        events = data.msgId;
        return undefined;
      }
      ask(data.methodName, data.body, (reply) => {
        const success = reply.kind !== 'fail';
        const body = success ? (reply.body ?? {}) : { errorCode: reply.errorCode, errorMessage: reply.errorMessage };
        tell({ type: 'response', msgId: data.msgId, success, body });
      });
      return undefined;
    };
    fire = (eventName, body) => {
      if (events !== undefined) tell({ type: 'event', msgId: events, eventName, body });
      return true;
    };
  }
})();
