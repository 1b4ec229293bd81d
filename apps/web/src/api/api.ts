import type {
  BindingKey,
  BindingOptions,
  BindingResult,
  BindRequest,
  ChangeFlags,
  ComposePrefill,
  Contact,
  Folder,
  ListQuery,
  MessageDetail,
  MessagePage,
  MoveMessages,
  MoveResult,
  NoticeTarget,
  SendRequest,
  SendStatus,
  Session,
  SessionStart,
  SignIn,
  Upload,
} from '@hongyan/contract';
import { corpId } from '../boot.ts';
import { language } from '../i18n/language.ts';
import { type Answer, failureOfWay } from './answer.ts';
import { createClient } from './client.ts';
import { credentials } from './credentials.ts';

/** The one client of the page. */
export const client = createClient({
  fetch: (input, init) => fetch(input, init),
  base: '/api/v1',
  corpId: () => corpId,
  bearer: credentials.bearer,
  signInAgain: credentials.signInAgain,
  online: () => navigator.onLine,
  language: () => language.peek(),
});

const get = <T>(path: string, query?: Record<string, string | number | undefined>, signal?: AbortSignal) =>
  client.request<T>('GET', path, { query, signal });
const post = <T>(path: string, body?: unknown) => client.request<T>('POST', path, { body: body ?? {} });
const seg = encodeURIComponent;

/** Every endpoint of the contract that the page uses, by name. Answers are values; nothing here throws. */
export const api = {
  signIn: (body: SignIn) => client.request<SessionStart>('POST', '/session', { body, noRetry: true }),
  /** Whose session it is; `renew` signs in again where it has ended. */
  session: (renew: boolean) => client.request<Session>('GET', '/session', { query: { corpId }, noRetry: !renew }),
  signOut: () => client.request<void>('DELETE', '/session', { noRetry: true }),
  notice: (id: string) => get<NoticeTarget>(`/notices/${seg(id)}`),

  bindingOptions: (address?: string, signal?: AbortSignal) =>
    get<BindingOptions>('/binding/options', { address }, signal),
  bindingKey: () => get<BindingKey>('/binding/key'),
  bind: (body: BindRequest) => post<BindingResult>('/bindings', body),
  unbind: (mailboxId: string) => client.request<void>('DELETE', `/bindings/${seg(mailboxId)}`),

  folders: (mailboxId: string) => get<{ readonly folders: readonly Folder[] }>(`/mailboxes/${seg(mailboxId)}/folders`),
  messages: (mailboxId: string, query: ListQuery, signal?: AbortSignal) =>
    get<MessagePage>(`/mailboxes/${seg(mailboxId)}/messages`, { ...query }, signal),
  changeFlags: (mailboxId: string, body: ChangeFlags) => post<void>(`/mailboxes/${seg(mailboxId)}/flags`, body),
  move: (mailboxId: string, body: MoveMessages) => post<MoveResult>(`/mailboxes/${seg(mailboxId)}/move`, body),
  expunge: (mailboxId: string, messageIds: readonly string[]) =>
    post<void>(`/mailboxes/${seg(mailboxId)}/expunge`, { messageIds }),

  message: (messageId: string, options: { readonly images?: boolean; readonly signal?: AbortSignal } = {}) =>
    get<MessageDetail>(`/messages/${seg(messageId)}`, { images: options.images ? 'show' : undefined }, options.signal),
  prefill: (messageId: string, kind: 'reply' | 'replyAll' | 'forward', signal?: AbortSignal) =>
    get<ComposePrefill>(`/messages/${seg(messageId)}/prefill`, { kind }, signal),
  contacts: (q: string, signal?: AbortSignal) =>
    get<{ readonly contacts: readonly Contact[] }>('/contacts', { q }, signal),
  send: (body: SendRequest) => post<SendStatus>('/sends', body),
  sendStatus: (sendId: string) => get<SendStatus>(`/sends/${seg(sendId)}`),
  cancelSend: (sendId: string) => post<SendStatus>(`/sends/${seg(sendId)}/cancel`),
  removeUpload: (id: string) => client.request<void>('DELETE', `/uploads/${seg(id)}`),
  upload,
};

/** Sends a file's bytes. XMLHttpRequest, because fetch tells no progress. */
function upload(
  file: File,
  onProgress: (sent: number, total: number) => void,
  signal?: AbortSignal,
): Promise<Answer<Upload>> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const type = file.type || 'application/octet-stream';
    request.open('POST', client.url('/uploads', { name: file.name, type }));
    for (const [name, value] of Object.entries(client.headers())) request.setRequestHeader(name, value);
    request.setRequestHeader('content-type', type);
    request.upload.onprogress = (event) => onProgress(event.loaded, event.total);
    request.onload = () => {
      try {
        const body: unknown = JSON.parse(request.responseText);
        if (request.status < 300) return resolve({ ok: true, value: body as Upload });
        const { error } = body as { error: Extract<Answer<never>, { ok: false }>['failure'] };
        resolve({ ok: false, failure: { ...error, status: request.status } });
      } catch {
        resolve(failureOfWay('web.no_answer'));
      }
    };
    request.onerror = () => resolve(failureOfWay(navigator.onLine ? 'web.no_answer' : 'web.offline'));
    request.onabort = () => resolve(failureOfWay('web.aborted'));
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
