import { constants, createDecipheriv, generateKeyPairSync, privateDecrypt, webcrypto } from 'node:crypto';
import { expect, test } from 'vitest';
import { wrapSecret } from './wrap-secret.ts';

const pair = generateKeyPairSync('rsa', { modulusLength: 3072 });
const key = {
  kid: 'k1',
  jwk: pair.publicKey.export({ format: 'jwk' }) as { kty: string; n: string; e: string },
  challenge: 'once',
  expiresAt: '',
};
const whose = { corpId: 'dingdemo', memberId: '林' };
const wrap = () => wrapSecret(webcrypto as Crypto, key, { address: 'a@b.example', secret: '口令 😀' }, whose);

function open(request: Awaited<ReturnType<typeof wrap>>, associated: string): unknown {
  const bytes = (text: string) => Buffer.from(text, 'base64url');
  const aes = privateDecrypt(
    { key: pair.privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
    bytes(request.wrapped),
  );
  const box = bytes(request.box);
  const decipher = createDecipheriv('aes-256-gcm', aes, bytes(request.iv));
  decipher.setAAD(Buffer.from(associated));
  decipher.setAuthTag(box.subarray(-16));
  return JSON.parse(Buffer.concat([decipher.update(box.subarray(0, -16)), decipher.final()]).toString());
}

test('the server can open what the browser wrapped, and finds the challenge in it', async () => {
  expect(open(await wrap(), 'dingdemo\n林')).toEqual({ address: 'a@b.example', secret: '口令 😀', challenge: 'once' });
});

test('the box of one member cannot be used for another', async () => {
  const request = await wrap();
  expect(() => open(request, 'dingdemo\n舟')).toThrow();
});

test('the same secret never looks the same twice', async () => {
  const [one, two] = [await wrap(), await wrap()];
  expect(one.box).not.toBe(two.box);
  expect(one.iv).not.toBe(two.iv);
  expect(one.wrapped).not.toBe(two.wrapped);
});
