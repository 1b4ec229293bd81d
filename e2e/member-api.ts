import { constants, createCipheriv, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';
import http from 'node:http';

/** What the product answered. */
export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read what the wire brought, without our own types in between
  readonly json: any;
}

/** One request as a page of the product makes it: our Origin, our header, the Host of the public URL. */
export function callProduct(
  origin: string,
  method: string,
  path: string,
  options: {
    corpId?: string;
    bearer?: string;
    body?: unknown;
    raw?: Uint8Array;
    headers?: Record<string, string>;
  } = {},
): Promise<Answer> {
  const url = new URL(path, origin);
  const payload = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        host: '127.0.0.1',
        port: url.port,
        method,
        path: `${url.pathname}${url.search}`,
        headers: {
          host: url.host,
          origin,
          ...(options.corpId ? { 'x-hongyan': options.corpId } : {}),
          ...(options.bearer ? { authorization: `Bearer ${options.bearer}` } : {}),
          ...(options.raw
            ? { 'content-type': 'application/octet-stream' }
            : payload
              ? { 'content-type': 'application/json' }
              : {}),
          ...(payload ? { 'content-length': String(Buffer.byteLength(payload)) } : {}),
          ...options.headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          let json: unknown;
          try {
            json = JSON.parse(text);
          } catch {
            json = undefined;
          }
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json });
        });
      },
    );
    request.on('error', reject);
    request.end(payload);
  });
}

/** A member who uses the API as the page does, with a bearer. */
export interface MemberApi {
  readonly memberId: string;
  call(method: string, path: string, body?: unknown): Promise<Answer>;
  bind(address: string, secret: string): Promise<Answer>;
}

export async function signIn(origin: string, corpId: string, code: string): Promise<MemberApi> {
  const session = await callProduct(origin, 'POST', '/api/v1/session', { corpId, body: { corpId, code } });
  if (session.status !== 200) throw new Error(`sign-in answered ${session.status}: ${session.text}`);
  const { bearer, member } = session.json;
  const call = (method: string, path: string, body?: unknown) =>
    callProduct(origin, method, path, { corpId, bearer, body });
  return {
    memberId: member.id,
    call,
    async bind(address, secret) {
      const key = await call('GET', '/api/v1/binding/key');
      if (key.status !== 200) return key;
      return call('POST', '/api/v1/bindings', sealBinding(key.json, `${corpId}\n${member.id}`, { address, secret }));
    },
  };
}

/** The envelope of packages/contract/src/binding.ts, made with Node's own cryptography. */
function sealBinding(
  key: { kid: string; jwk: { kty: string; n: string; e: string }; challenge: string },
  associated: string,
  secret: { address: string; secret: string },
) {
  const contentKey = randomBytes(32);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', contentKey, iv);
  cipher.setAAD(Buffer.from(associated));
  const plain = JSON.stringify({ ...secret, challenge: key.challenge });
  // WebCrypto's AES-GCM puts the 16 bytes of the tag behind the text.
  const box = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  const wrapped = publicEncrypt(
    {
      key: createPublicKey({ key: key.jwk, format: 'jwk' }),
      padding: constants.RSA_PKCS1_OAEP_PADDING,
      oaepHash: 'sha256',
    },
    contentKey,
  );
  return {
    kid: key.kid,
    wrapped: wrapped.toString('base64url'),
    iv: iv.toString('base64url'),
    box: box.toString('base64url'),
  };
}
