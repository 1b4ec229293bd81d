import { type Clock, err, ok } from '@hongyan/kit';
import { networkFailure, readAnswer } from '../answer.ts';
import { withoutSecrets } from '../redaction.ts';
import type { AppCredential, DingTalkFailure, DingTalkResult, HttpOut } from '../types.ts';

/** Where to connect, and what lets us in: good for one connection within 90 s (dingtalk-api.md §7.1). */
export interface Ticket {
  /** Holds the ticket: never logged. */
  readonly url: string;
}

const timeoutMs = 10_000;
const maxBytes = 1 << 16;

/** `POST /v1.0/gateway/connections/open`: no access token, the pair itself. */
export async function openGateway(
  http: HttpOut,
  clock: Clock,
  { appKey, appSecret, apiUrl }: AppCredential,
): Promise<DingTalkResult<Ticket>> {
  let answer: Awaited<ReturnType<HttpOut>>;
  try {
    answer = await http({
      method: 'POST',
      url: `${apiUrl}/v1.0/gateway/connections/open`,
      // Without `accept` the answer may be XML.
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({
        clientId: appKey,
        clientSecret: appSecret.reveal(),
        // Which types of events come is chosen in the console; the topic of events can only be `*`.
        subscriptions: [{ type: 'EVENT', topic: '*' }],
        ua: 'hongyan/1',
      }),
      timeoutMs,
      maxBytes,
    });
  } catch (thrown) {
    return err(networkFailure(thrown));
  }
  const fields = readXml(answer) ?? readAnswer(answer, clock.now(), 'new');
  if (!fields.ok) return err(explain(fields.error, answer.status, appSecret.reveal()));
  return readTicket(fields.value, apiUrl);
}

function readTicket(fields: Readonly<Record<string, unknown>>, apiUrl: string): DingTalkResult<Ticket> {
  const { endpoint, ticket } = fields;
  const url = typeof endpoint === 'string' && URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (!url || typeof ticket !== 'string' || ticket === '') return err(unreadable);
  // A gateway that was asked over TLS must not send us, and the ticket, to a plain one.
  const allowed = apiUrl.startsWith('https:') ? ['wss:'] : ['ws:', 'wss:'];
  if (!allowed.includes(url.protocol) || url.username || url.password) return err(unreadable);
  url.hash = '';
  return ok({ url: `${url.href}${url.search ? '&' : '?'}ticket=${encodeURIComponent(ticket)}` });
}

const unreadable: DingTalkFailure = {
  kind: 'busy',
  code: 'answer.shape',
  message: 'the Stream gateway named no connection',
};

/** A wrong pair is `authFailed` with 401 (§7.1): nothing but a change of the app's settings helps. */
function explain(failure: DingTalkFailure, status: number, secret: string): DingTalkFailure {
  const refused = status === 401 || failure.code === 'authFailed';
  return { ...withoutSecrets(failure, [secret]), ...(refused ? { kind: 'token' } : {}) };
}

/** The gateway is said to answer in XML now and then; the two fields are all that we need of it. */
function readXml({ status, body }: Awaited<ReturnType<HttpOut>>): DingTalkResult<Record<string, string>> | undefined {
  const text = new TextDecoder().decode(body);
  if (!/^\s*<(?!!doctype|html)/i.test(text)) return undefined;
  const field = (name: string) =>
    new RegExp(`<${name}>([^<]*)</${name}>`)
      .exec(text)?.[1]
      ?.trim()
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&apos;', "'")
      .replaceAll('&amp;', '&');
  const [endpoint, ticket, code] = [field('endpoint'), field('ticket'), field('code')];
  if (status < 300 && endpoint && ticket) return ok({ endpoint, ticket });
  return err({ kind: 'busy', code: code ?? `http.${status}`, message: field('message') ?? 'unreadable answer' });
}
