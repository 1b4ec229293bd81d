import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { type PushKeys, seal, unseal } from '../push/crypto.ts';

/** One push as it arrived. */
export interface Heard {
  readonly query: URLSearchParams;
  readonly contentType: string;
  /** Decrypted. */
  readonly message: string;
}

/** How a make-believe product answers a push. */
export type ReceiverAnswer = 'success' | 'plain' | 'error' | 'late' | 'other' | 'otherToken' | 'otherOwner';

/** A product's callback over real HTTP; `answer` may change while it runs. */
export async function listenAs(
  keys: PushKeys,
  answer: ReceiverAnswer = 'success',
): Promise<{ readonly url: string; readonly heard: Heard[]; answer: ReceiverAnswer }> {
  const receiver = { url: '', heard: [] as Heard[], answer };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const query = new URL(request.url ?? '/', 'http://x').searchParams;
    const { encrypt } = JSON.parse(Buffer.concat(chunks).toString()) as { encrypt: string };
    const timestamp = query.get('timestamp') ?? '';
    const nonce = query.get('nonce') ?? '';
    const signature = query.get('msg_signature') ?? query.get('signature') ?? '';
    const read = unseal(keys, { encrypt, signature, timestamp, nonce });
    receiver.heard.push({
      query,
      contentType: request.headers['content-type'] ?? '',
      message: 'message' in read ? read.message : read.problem,
    });
    if (receiver.answer === 'late') return; // The other side gives up first.
    if (receiver.answer === 'error') return void response.writeHead(500).end('oops');
    if (receiver.answer === 'plain') return void response.end('success');
    const using = {
      ...keys,
      ...(receiver.answer === 'otherToken' ? { token: 'another' } : {}),
      ...(receiver.answer === 'otherOwner' ? { owner: 'dingcorp01' } : {}),
    };
    const sealed = seal(using, receiver.answer === 'other' ? 'fail' : 'success', timestamp);
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        msg_signature: sealed.signature,
        timeStamp: sealed.timestamp,
        nonce: sealed.nonce,
        encrypt: sealed.encrypt,
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback?corpId=dingcorp01`;
  return receiver;
}
