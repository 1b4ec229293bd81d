import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/** What the SMTP side asks of the sandbox. */
export interface SmtpHouse {
  /** The address signed in, or the words of the refusal. */
  signIn(user: string, password: string): { address: string } | { refusal: string };
  /** Words of the refusal when this sender may not write as `user`. */
  refuseSender(user: string, from: string): string | undefined;
  /** Words of the refusal when there is no such person here. */
  refuseRecipient(to: string): string | undefined;
  accept(mail: { user: string; from: string; to: readonly string[]; raw: Buffer }): void;
}

/** The listening submission server. */
export interface SubmissionServer {
  readonly port: number;
  dropConnections(): void;
  close(): Promise<void>;
}

const maxSize = 50 * 1024 * 1024;

/** Starts the submission server (RFC 6409): nobody writes without signing in. */
export async function startSmtpServer(
  house: SmtpHouse,
  options: { host: string; port: number; tls?: { key: string | Buffer; cert: string | Buffer } | undefined },
): Promise<SubmissionServer> {
  const server = new SMTPServer({
    banner: 'Hongyan mail sandbox',
    authMethods: ['PLAIN', 'LOGIN'],
    allowInsecureAuth: true,
    disabledCommands: options.tls ? [] : ['STARTTLS'],
    secure: options.tls !== undefined,
    ...(options.tls && { key: options.tls.key, cert: options.tls.cert }),
    size: maxSize,
    hidePIPELINING: false,
    disableReverseLookup: true,
    closeTimeout: 200,
    onAuth(auth, _session, done) {
      const answer = house.signIn(auth.username ?? '', auth.password ?? '');
      if ('address' in answer) done(null, { user: answer.address });
      else done(toRefusal(535, answer.refusal));
    },
    onMailFrom(address, session, done) {
      const words = house.refuseSender(session.user ?? '', address.address);
      done(words ? toRefusal(553, words) : null);
    },
    onRcptTo(address, _session, done) {
      const words = house.refuseRecipient(address.address);
      done(words ? toRefusal(550, words) : null);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', (error) => done(error));
      stream.on('end', () => {
        if (stream.sizeExceeded) return done(toRefusal(552, 'The mail is too large'));
        house.accept(toMail(session, Buffer.concat(chunks)));
        done(null);
      });
    },
  });
  // A client that breaks off is no news here.
  server.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(options.port, options.host, () => resolve());
  });
  const address = server.server.address();
  return {
    port: address && typeof address === 'object' ? address.port : options.port,
    dropConnections() {
      for (const connection of server.connections) connection.close();
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

function toMail(session: SMTPServerSession, raw: Buffer) {
  const { mailFrom, rcptTo } = session.envelope;
  return {
    user: session.user ?? '',
    from: mailFrom ? mailFrom.address : '',
    to: rcptTo.map((recipient) => recipient.address),
    raw,
  };
}

const toRefusal = (code: number, words: string): Error => Object.assign(new Error(words), { responseCode: code });
