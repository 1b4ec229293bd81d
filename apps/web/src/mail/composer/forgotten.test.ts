import { expect, test } from 'vitest';
import { mentionsAttachment } from './forgotten.ts';

test.each(['图纸见附件，请查收。', '附件是图纸', 'Please find the drawing attached.', '随信附上报价单'])(
  'notices %s',
  (text) => {
    expect(mentionsAttachment('', text)).toBeDefined();
  },
);

test.each(['没有附件，直接看正文', '明天见', 'There is no attachment this time', ''])('is silent about %s', (text) => {
  expect(mentionsAttachment('', text)).toBeUndefined();
});

test('the subject of the original is not our word', () => {
  expect(mentionsAttachment('回复：见附件', '好的')).toBeUndefined();
});
