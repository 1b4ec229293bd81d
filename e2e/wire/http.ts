import type { HttpOut, SocketOut } from '@hongyan/dingtalk';

/** Our client's two doors to the network, over what Node brings. */
export const http: HttpOut = async ({ method, url, headers, body, timeoutMs }) => {
  const answer = await fetch(url, {
    method,
    headers: { 'user-agent': 'hongyan', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : Buffer.from(body) }),
    signal: AbortSignal.timeout(timeoutMs),
    redirect: 'manual',
  });
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: new Uint8Array(await answer.arrayBuffer()),
  };
};

/** Node's own WebSocket has no ping: each is taken as answered while the socket is open. */
export const socket: SocketOut = {
  connect: (url, handlers, signal) =>
    new Promise((resolve, reject) => {
      const open = new WebSocket(url);
      signal.addEventListener('abort', () => open.close(), { once: true });
      open.addEventListener('open', () =>
        resolve({
          send: (text) => open.send(text),
          ping: () => void (open.readyState === WebSocket.OPEN && handlers.onPong()),
          close: () => open.close(),
        }),
      );
      open.addEventListener('message', ({ data }) => handlers.onText(String(data)));
      open.addEventListener('error', () => reject(new Error('no connection')));
      open.addEventListener('close', () => handlers.onClose());
    }),
};
