import { expect, test } from 'vitest';
import { scopedCalls } from '../../e2e/wire/calls.ts';
import { scopedJsapi } from '../../e2e/wire/jsapi-calls.ts';
import { renderCoverage, type Seen } from './table.ts';

const everything: Seen[] = [
  ...scopedCalls.flatMap(({ method, path, callers }) =>
    [...callers, ...(callers.includes('client') ? ['recording'] : [])].map((caller) => ({
      caller,
      method,
      path,
      code: '0',
    })),
  ),
  ...scopedJsapi.flatMap(({ wire, on }) =>
    on.map((platform) => ({ caller: 'dingtalk-jsapi', method: platform, path: wire, code: '0' })),
  ),
];

test('a run in which every call was seen has no gap', () => {
  expect(renderCoverage(everything).gaps).toBe(0);
});

test('a call that nobody made is a gap of its caller and of the emulator', () => {
  const without = everything.filter(({ path }) => path !== '/auth/scopes');
  const { text, gaps } = renderCoverage(without);
  expect(gaps).toBe(3);
  expect(text).toContain('| `GET /auth/scopes` | §5.5 | **gap** | **gap** | **gap** |');
});

test('a call that was only ever refused is a gap', () => {
  const refused = everything.map((one) => (one.path === '/gettoken' ? { ...one, code: '40096' } : one));
  expect(renderCoverage(refused).gaps).toBe(4);
});
