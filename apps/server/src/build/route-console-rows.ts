import type { Ask } from './whole-testing.ts';

/** The corp whose administrator asks. */
export const ownCorp = 'dingcmatrix1';
/** A corp that they must never reach. */
export const foreignCorp = 'dingcmatrix2';

/** Whose mailbox the rows are about. */
export interface ConsoleThings {
  readonly memberId: string;
  readonly mailboxId: string;
  /** Of the corp's app as it is: an administrator of the corp may not change these. */
  readonly fixed: {
    readonly appKey: string;
    readonly imap: string;
    readonly smtp: string;
    readonly onPremise: boolean;
  };
}
/** One call of the console. */
export interface ConsoleRequest extends Ask {
  readonly path: string;
}
interface ConsoleRow {
  readonly good: (things: ConsoleThings, corpId: string) => ConsoleRequest;
  /** What the operator and the corp's own administrator get. */
  readonly status: number;
  /** corp: names a corp. session: everyone's own. operator: nobody else's. */
  readonly of: 'corp' | 'session' | 'operator';
  /** What a change leaves in the log. Absent: it changes nothing. */
  readonly act?: string;
  /** Refused with 400, 404 or 422. */
  readonly bad: readonly ConsoleRequest[];
}

const base = '/api/v1/admin';
const app = (corpId: string, rest = '') => `${base}/apps/${corpId}${rest}`;
const strange: readonly unknown[] = [{}, [], 'text', null, { __proto__x: 1, kind: 'operator' }];
const bodies = (path: string, ...list: readonly unknown[]) => list.map((body) => ({ path, body }));
const corps = (rest: string, given: Ask = {}) =>
  ['x', '%00', '..%2f..', "'%20or%201=1--", '.instance', 'A'.repeat(150), '__proto__'].map((id) => ({
    ...given,
    path: app(id, rest),
  }));
const form = {
  agentId: '3180024417',
  appKey: 'dingq8x2m7v1kz04trap',
  appSecret: 'secret-of-the-matrix',
  mailDomain: 'cmatrix.example',
  providerId: 'netease-qiye',
};

/** One row for every route that wants a session of the console, in the order in which they are used. */
export const consoleMatrix: Readonly<Record<string, ConsoleRow>> = {
  'GET /api/v1/admin/session': { good: () => ({ path: `${base}/session` }), status: 200, of: 'session', bad: [] },
  'GET /api/v1/admin/providers': { good: () => ({ path: `${base}/providers` }), status: 200, of: 'session', bad: [] },
  'GET /api/v1/admin/apps': { good: () => ({ path: `${base}/apps` }), status: 200, of: 'session', bad: [] },
  'GET /api/v1/admin/audit': {
    good: () => ({ path: `${base}/audit` }),
    status: 200,
    of: 'operator',
    bad: [{ path: `${base}/audit?cursor=${'1'.repeat(40)}` }],
  },
  'POST /api/v1/admin/apps': {
    good: () => ({ path: `${base}/apps`, body: { ...form, corpId: 'dingcmatrix3' } }),
    status: 201,
    of: 'operator',
    act: 'app.created',
    bad: bodies(
      `${base}/apps`,
      ...strange,
      form,
      { ...form, corpId: 'dingcmatrix4', paused: true },
      { ...form, corpId: 'a b' },
    ),
  },
  'GET /api/v1/admin/apps/:corpId': {
    good: (_things, corpId) => ({ path: app(corpId) }),
    status: 200,
    of: 'corp',
    bad: corps(''),
  },
  'PUT /api/v1/admin/apps/:corpId': {
    good: ({ fixed }, corpId) => ({
      path: app(corpId),
      body: { ...form, ...fixed, mailDomain: `${corpId}.example`, corpId },
    }),
    status: 200,
    of: 'corp',
    act: 'app.changed',
    bad: [...corps('', { body: { ...form, corpId: 'x' } }), ...bodies(app(ownCorp), ...strange)],
  },
  'POST /api/v1/admin/apps/:corpId/pause': {
    good: (_things, corpId) => ({ path: app(corpId, '/pause'), body: { paused: false } }),
    status: 200,
    of: 'corp',
    act: 'app.resumed',
    bad: [
      ...corps('/pause', { body: { paused: true } }),
      ...bodies(app(ownCorp, '/pause'), ...strange, { paused: 'true' }),
    ],
  },
  'POST /api/v1/admin/apps/:corpId/event-keys': {
    good: (_things, corpId) => ({ path: app(corpId, '/event-keys') }),
    status: 200,
    of: 'corp',
    act: 'app.event_keys_renewed',
    bad: corps('/event-keys'),
  },
  'PUT /api/v1/admin/apps/:corpId/event-channel': {
    good: (_things, corpId) => ({ path: app(corpId, '/event-channel'), body: { mode: 'push' } }),
    status: 200,
    of: 'corp',
    act: 'app.event_channel_changed',
    bad: [
      ...corps('/event-channel', { body: { mode: 'push' } }),
      ...bodies(app(ownCorp, '/event-channel'), ...strange, { mode: 'carrier pigeon' }),
    ],
  },
  'PUT /api/v1/admin/apps/:corpId/allow-list': {
    good: (_things, corpId) => ({
      path: app(corpId, '/allow-list'),
      body: { purpose: 'callback', ranges: ['203.119.0.0/16'] },
    }),
    status: 200,
    of: 'corp',
    act: 'app.allow_list_changed',
    bad: [
      ...corps('/allow-list', { body: { purpose: 'callback', ranges: [] } }),
      ...bodies(
        app(ownCorp, '/allow-list'),
        ...strange,
        { purpose: 'everything', ranges: [] },
        { purpose: 'callback', ranges: ['x'] },
        { purpose: 'console', ranges: ['203.0.113.1'] },
        { purpose: 'callback', ranges: Array(201).fill('10.0.0.1') },
      ),
    ],
  },
  'GET /api/v1/admin/apps/:corpId/members': {
    good: (_things, corpId) => ({ path: app(corpId, '/members?q=a&state=all') }),
    status: 200,
    of: 'corp',
    bad: [
      ...corps('/members'),
      ...['state=dead', `q=${'a'.repeat(101)}`, `cursor=${'a'.repeat(501)}`].map((query) => ({
        path: app(ownCorp, `/members?${query}`),
      })),
    ],
  },
  'GET /api/v1/admin/apps/:corpId/directory': {
    good: (_things, corpId) => ({ path: app(corpId, '/directory') }),
    status: 200,
    of: 'corp',
    bad: corps('/directory'),
  },
  'GET /api/v1/admin/apps/:corpId/audit': {
    good: (_things, corpId) => ({ path: app(corpId, '/audit') }),
    status: 200,
    of: 'corp',
    bad: [...corps('/audit'), { path: app(ownCorp, `/audit?cursor=${'1'.repeat(40)}`) }],
  },
  'GET /api/v1/admin/apps/:corpId/doctor': {
    good: (_things, corpId) => ({ path: app(corpId, '/doctor') }),
    status: 200,
    of: 'corp',
    bad: corps('/doctor'),
  },
  'POST /api/v1/admin/apps/:corpId/doctor/:check': {
    good: (_things, corpId) => ({ path: app(corpId, '/doctor/quota'), body: {} }),
    status: 200,
    of: 'corp',
    act: 'doctor.ran',
    bad: [
      ...corps('/doctor/quota', { body: {} }),
      { path: app(ownCorp, '/doctor/toothache'), body: {} },
      { path: app(ownCorp, '/doctor/__proto__'), body: {} },
      ...bodies(app(ownCorp, '/doctor/quota'), [], 'text', { userId: 7 }, { everyone: true }),
    ],
  },
  'POST /api/v1/admin/apps/:corpId/directory/sync': {
    good: (_things, corpId) => ({ path: app(corpId, '/directory/sync') }),
    status: 202,
    of: 'corp',
    act: 'directory.sync_started',
    bad: corps('/directory/sync'),
  },
  'POST /api/v1/admin/apps/:corpId/members/:memberId/unbind': {
    good: ({ memberId, mailboxId }, corpId) => ({
      path: app(corpId, `/members/${memberId}/unbind`),
      body: { mailboxId },
    }),
    status: 204,
    of: 'corp',
    act: 'member.unbound',
    bad: [
      ...corps('/members/x/unbind', { body: { mailboxId: 'x' } }),
      ...bodies(app(ownCorp, '/members/x/unbind'), ...strange, { mailboxId: 'x' }),
    ],
  },
  'DELETE /api/v1/admin/apps/:corpId': {
    good: (_things, corpId) => ({ path: app(corpId) }),
    status: 204,
    of: 'corp',
    act: 'app.removed',
    bad: corps(''),
  },
  'DELETE /api/v1/admin/session': {
    good: () => ({ path: `${base}/session` }),
    status: 200,
    of: 'session',
    act: 'console.signed_out',
    bad: [],
  },
};
