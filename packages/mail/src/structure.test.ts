import { expect, test } from 'vitest';
import { attachmentsOf, firstTextPart } from './structure.ts';
import type { BodyPart } from './types.ts';

const leaf = (partId: string, mediaType: string, own: Partial<BodyPart> = {}): BodyPart => ({
  partId,
  mediaType,
  encoding: '7bit',
  size: 1,
  children: [],
  ...own,
});
const multi = (subtype: string, ...children: BodyPart[]): BodyPart => leaf('', `multipart/${subtype}`, { children });

test('previews plain text before HTML, and never an attached text', () => {
  const tree = multi(
    'mixed',
    leaf('1', 'text/plain', { disposition: 'attachment', name: 'log.txt' }),
    multi('alternative', leaf('2.1', 'text/html'), leaf('2.2', 'text/plain')),
  );
  expect(firstTextPart(tree)?.partId).toBe('2.2');
  expect(firstTextPart(multi('mixed', leaf('1', 'text/html')))?.partId).toBe('1');
  expect(firstTextPart(leaf('1', 'image/png'))).toBeUndefined();
});

test('counts what a person calls an attachment', () => {
  const tree = multi(
    'mixed',
    leaf('1', 'text/plain'),
    leaf('2', 'image/png', { contentId: 'logo' }),
    leaf('3', 'image/png', { contentId: 'x', disposition: 'attachment' }),
    leaf('4', 'application/pdf', { name: '报价.pdf' }),
    leaf('5', 'message/rfc822', { children: [leaf('5.1', 'application/zip')] }),
    leaf('6', 'text/plain', { name: 'notes.txt', disposition: 'inline' }),
    leaf('7', 'application/pgp-signature'),
  );
  expect(attachmentsOf(tree).map(({ partId }) => partId)).toEqual(['3', '4', '5', '6']);
});
