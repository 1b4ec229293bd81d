import type {
  AllowListForm,
  AppDetail,
  AppForm,
  AppRow,
  AuditEntry,
  ConsoleSession,
  ConsoleSignIn,
  DirectoryState,
  DoctorCheck,
  DoctorCheckId,
  EventChannel,
  MemberFilter,
  MemberPage,
  ProviderChoice,
} from '@hongyan/contract';
import { createClient } from '../api/client.ts';
import { language } from '../i18n/language.ts';
import { apiRoot } from './addresses.ts';

let whenEnded: () => void = () => undefined;

/** What happens when the server says that the session is over. */
export function onSessionEnd(run: () => void): void {
  whenEnded = run;
}

const client = createClient({
  fetch: (input, init) => fetch(input, init),
  base: apiRoot,
  // The console's cookie is one for all corps: the header only proves that a page of ours is asking.
  corpId: () => 'console',
  bearer: () => undefined,
  signInAgain: () => {
    whenEnded();
    return Promise.resolve(false);
  },
  online: () => navigator.onLine,
  language: () => language.peek(),
});

type Query = Readonly<Record<string, string | undefined>>;
const get = <T>(path: string, signal?: AbortSignal, query?: Query) => client.request<T>('GET', path, { signal, query });
const post = <T>(path: string, body: unknown = {}) => client.request<T>('POST', path, { body });
const put = <T>(path: string, body: unknown) => client.request<T>('PUT', path, { body });
const app = (corpId: string): string => `/apps/${encodeURIComponent(corpId)}`;
const seg = encodeURIComponent;

/** Every endpoint of the console by name. Answers are values; nothing here throws. */
export const api = {
  session: () => client.request<ConsoleSession>('GET', '/session', { noRetry: true }),
  setup: (token: string) =>
    client.request<ConsoleSession>('POST', '/session/setup', { body: { token }, noRetry: true }),
  signIn: (body: ConsoleSignIn) => client.request<ConsoleSession>('POST', '/session/dingtalk', { body, noRetry: true }),
  signOut: () => client.request<void>('DELETE', '/session', { noRetry: true }),

  providers: (signal?: AbortSignal) => get<{ readonly providers: readonly ProviderChoice[] }>('/providers', signal),
  apps: (signal?: AbortSignal) => get<{ readonly apps: readonly AppRow[] }>('/apps', signal),
  app: (corpId: string, signal?: AbortSignal) => get<AppDetail>(app(corpId), signal),
  createApp: (form: AppForm) => post<AppDetail>('/apps', form),
  changeApp: (corpId: string, form: AppForm) => put<AppDetail>(app(corpId), form),
  removeApp: (corpId: string) => client.request<void>('DELETE', app(corpId)),
  pauseApp: (corpId: string, paused: boolean) => post<AppDetail>(`${app(corpId)}/pause`, { paused }),
  renewEventKeys: (corpId: string) => post<AppDetail>(`${app(corpId)}/event-keys`),
  setEventChannel: (corpId: string, mode: EventChannel['mode']) =>
    put<AppDetail>(`${app(corpId)}/event-channel`, { mode }),
  setAllowList: (corpId: string, form: AllowListForm) => put<AppDetail>(`${app(corpId)}/allow-list`, form),

  doctor: (corpId: string, signal?: AbortSignal) =>
    get<{ readonly checks: readonly DoctorCheck[] }>(`${app(corpId)}/doctor`, signal),
  runCheck: (corpId: string, check: DoctorCheckId, userId?: string) =>
    post<DoctorCheck>(`${app(corpId)}/doctor/${check}`, userId ? { userId } : {}),

  members: (
    corpId: string,
    query: { readonly q?: string | undefined; readonly state: MemberFilter; readonly cursor?: string | undefined },
    signal?: AbortSignal,
  ) => get<MemberPage>(`${app(corpId)}/members`, signal, query),
  unbind: (corpId: string, memberId: string, mailboxId: string) =>
    post<void>(`${app(corpId)}/members/${seg(memberId)}/unbind`, { mailboxId }),
  directory: (corpId: string, signal?: AbortSignal) => get<DirectoryState>(`${app(corpId)}/directory`, signal),
  syncDirectory: (corpId: string) => post<unknown>(`${app(corpId)}/directory/sync`),
  audit: (corpId: string, cursor?: string, signal?: AbortSignal) =>
    get<{ readonly entries: readonly AuditEntry[]; readonly cursor?: string }>(`${app(corpId)}/audit`, signal, {
      cursor,
    }),
  auditOfAll: (cursor?: string, signal?: AbortSignal) =>
    get<{ readonly entries: readonly AuditEntry[]; readonly cursor?: string }>('/audit', signal, { cursor }),
};
