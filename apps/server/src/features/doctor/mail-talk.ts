import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { Clock } from '@hongyan/kit';
import type { Dial, ServerAddress } from '@hongyan/mail';

const waitMs = 10_000;
const maxBytes = 64 * 1024;

/** A few lines with a mail server, before anybody signs in. */
export interface Talk {
  /** Reads until a line fits; rejects when the server is silent, gone, or talks too much. */
  readUntil(fits: RegExp): Promise<string>;
  say(line: string): void;
  /** Raises TLS on the line. */
  secure(): Promise<void>;
  /** Days left of the certificate; undefined without TLS. */
  daysLeft(): number | undefined;
  end(): void;
}

export async function openTalk(dial: Dial, server: ServerAddress, clock: Clock): Promise<Talk> {
  let socket: Duplex = await dial({
    host: server.host,
    port: server.port,
    tls: server.security === 'tls',
    signal: AbortSignal.timeout(waitMs),
  });
  let heard = '';
  socket.on('error', () => undefined);

  return {
    readUntil: (fits) =>
      new Promise((resolve, reject) => {
        const settle = (done: () => void) => {
          clearTimeout(timer);
          socket.off('data', onData);
          socket.off('close', onClose);
          done();
        };
        const look = () => {
          const found = fits.exec(heard);
          if (!found) return heard.length > maxBytes ? settle(() => reject(new Error('too many words'))) : undefined;
          const text = heard.slice(0, found.index + found[0].length);
          heard = heard.slice(text.length);
          return settle(() => resolve(text));
        };
        const onData = (chunk: Buffer) => {
          heard += chunk.toString('latin1');
          look();
        };
        const onClose = () => settle(() => reject(new Error(`closed${heard ? ` after: ${heard.slice(0, 200)}` : ''}`)));
        const timer = setTimeout(() => settle(() => reject(new Error('no answer'))), waitMs);
        socket.on('data', onData);
        socket.on('close', onClose);
        look();
      }),
    say: (line) => void socket.write(`${line}\r\n`),
    async secure() {
      // Words that came before the handshake are nobody's (RFC 3207 §4.2, CVE-2011-0411).
      heard = '';
      socket = await dial.upgrade(socket, { host: server.host });
      socket.on('error', () => undefined);
    },
    daysLeft() {
      const until = socket instanceof TLSSocket ? Date.parse(socket.getPeerCertificate().valid_to) : Number.NaN;
      return Number.isNaN(until) ? undefined : Math.floor((until - clock.now()) / 86_400_000);
    },
    end: () => socket.destroy(),
  };
}
