import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import type { DialTarget } from './types.ts';

const contexts = new Map<string, tls.SecureContext>();

/** One context for each mode and CA: it is most of what an idle TLS connection costs in memory. */
function sharedContext(mode: DialTarget['tlsMode'], ca: string | undefined): tls.SecureContext {
  const key = `${mode}\n${ca ?? ''}`;
  let context = contexts.get(key);
  if (!context) {
    context = tls.createSecureContext({
      ...(mode === 'modern'
        ? { minVersion: 'TLSv1.2' as const }
        : // Old on-premise servers: the certificate is still checked, only the protocol may be old.
          { minVersion: 'TLSv1' as const, ciphers: 'DEFAULT@SECLEVEL=0' }),
      ...(ca ? { ca: [...tls.rootCertificates, ca] } : {}),
    });
    contexts.set(key, context);
  }
  return context;
}

/** Raises TLS on a connection and waits for the handshake. */
export function raiseTls(
  socket: Duplex,
  target: Pick<DialTarget, 'host' | 'tlsMode' | 'ca' | 'connectTimeoutMs' | 'signal'>,
): Promise<tls.TLSSocket> {
  return new Promise((resolve, reject) => {
    const secured = tls.connect({
      socket,
      secureContext: sharedContext(target.tlsMode, target.ca),
      host: target.host,
      // Server Name Indication never carries an address (RFC 6066 §3).
      ...(isIP(target.host) ? {} : { servername: target.host }),
    });
    const fail = (error: Error) => {
      clean();
      secured.destroy();
      reject(error);
    };
    const abort = () => fail(target.signal?.reason instanceof Error ? target.signal.reason : new Error('aborted'));
    const timer = setTimeout(
      () => fail(Object.assign(new Error('TLS handshake timed out'), { code: 'ETIMEDOUT' })),
      target.connectTimeoutMs ?? 15_000,
    );
    const closed = () =>
      fail(Object.assign(new Error('connection closed in the TLS handshake'), { code: 'ECONNRESET' }));
    function clean() {
      clearTimeout(timer);
      secured.off('error', fail);
      secured.off('close', closed);
      target.signal?.removeEventListener('abort', abort);
    }
    secured.once('error', fail);
    secured.once('close', closed);
    target.signal?.addEventListener('abort', abort, { once: true });
    if (target.signal?.aborted) return abort();
    secured.once('secureConnect', () => {
      clean();
      resolve(secured);
    });
  });
}
