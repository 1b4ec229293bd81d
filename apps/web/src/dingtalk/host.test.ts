import { expect, test } from 'vitest';
import { insideDingTalk, within } from './host.ts';

const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 26_4 like Mac OS X) AliApp(DingTalk/7.8.1) language/zh-Hans-CN';
const chrome = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/133.0';

test('DingTalk is known by its user agent, its window name or its bridge', () => {
  expect(insideDingTalk(phone, '', false)).toBe(true);
  expect(insideDingTalk(chrome, '{"containerId":"c1"}', false)).toBe(true);
  expect(insideDingTalk(chrome, '', true)).toBe(true);
  expect(insideDingTalk(chrome, '', false)).toBe(false);
  expect(insideDingTalk(chrome, 'someWindow', false)).toBe(false);
});

test('the robot that looks at links is not DingTalk', () => {
  expect(insideDingTalk('DingTalk-LinkService/1.0', '', false)).toBe(false);
});

test('a bridge that never answers is over when the time is', async () => {
  expect(await within(1, new Promise(() => {}), 'late')).toBe('late');
  expect(await within(10_000, Promise.resolve('in time'), 'late')).toBe('in time');
});
