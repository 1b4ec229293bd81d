import PostalMime, { type Email } from 'postal-mime';
import { beforeAll, expect, test } from 'vitest';
import { people, personNamed } from '../company/people.ts';
import { compose } from './compose.ts';
import { fileFor } from './filing.ts';
import { composeFresh } from './fresh.ts';
import type { Letter } from './letter.ts';
import { writeWorld } from './world.ts';

const now = Date.UTC(2026, 10, 20, 6, 36);
const day = 86_400_000;
let letters: readonly Letter[];
const mails: { letter: Letter; raw: Buffer; email: Email }[] = [];

beforeAll(async () => {
  letters = writeWorld(now);
  for (const letter of letters) {
    const raw = await compose(letter);
    mails.push({ letter, raw, email: await PostalMime.parse(raw) });
  }
});

test('every sample mail can be parsed and keeps its id, sender and files', () => {
  expect(mails).toHaveLength(letters.length);
  for (const { letter, email } of mails) {
    expect(email.messageId).toBe(letter.id);
    expect(email.from?.address).toBe(letter.from.address);
    expect(email.attachments.length).toBeGreaterThanOrEqual(letter.files.length);
    for (const file of letter.files) {
      const sizes = email.attachments.map((attachment) => Buffer.from(attachment.content as ArrayBuffer).length);
      expect(sizes, `${letter.subject}: ${file.name}`).toContain(file.content.length);
    }
  }
});

test('there are about three hundred mails over ninety days, the newest of today', () => {
  expect(letters.length).toBeGreaterThan(240);
  expect(letters.length).toBeLessThan(340);
  expect(now - letters[0]!.at).toBeGreaterThan(75 * day);
  expect(now - letters[0]!.at).toBeLessThan(92 * day);
  expect(now - letters.at(-1)!.at).toBeLessThan(10 * 60_000);
  expect(letters.every(({ at }) => at < now)).toBe(true);
});

test('the default person has most of the mail, in all her folders, with unread, starred and answered ones', () => {
  const copies = fileFor(personNamed('沈知夏'), letters, now);
  const count = (flag: string) => copies.filter(({ flags }) => flags.includes(flag)).length;
  expect(copies.length).toBeGreaterThan(140);
  expect(new Set(copies.map(({ place }) => ('use' in place ? place.use : place.name)))).toEqual(
    new Set(['INBOX', '\\Sent', '\\Junk', '\\Archive', '\\Trash', '7 号镜组', '供应商', '发票与报销']),
  );
  expect(copies.length - count('\\Seen')).toBeGreaterThan(9);
  expect(count('\\Flagged')).toBeGreaterThan(3);
  expect(count('\\Answered')).toBeGreaterThan(10);
  for (const name of ['林晚舟', '周慕云', '何思远', '许南乔'])
    expect(fileFor(personNamed(name), letters, now).length, name).toBeGreaterThan(15);
});

test('answers name the letters that they answer, and those exist', () => {
  const ids = new Set(letters.map(({ id }) => id));
  expect(ids.size).toBe(letters.length);
  const answers = mails.filter(({ letter }) => letter.re);
  expect(answers.length).toBeGreaterThan(60);
  for (const { letter, email } of answers) {
    expect(email.inReplyTo).toBe(letter.re!.id);
    const references = email.references?.split(/\s+/) ?? [];
    expect(references.at(-1)).toBe(letter.re!.id);
    expect(references.every((id) => ids.has(id))).toBe(true);
    expect(letter.at).toBeGreaterThan(letter.re!.at);
  }
});

test('every kind of file that people send is among them', () => {
  const endings = new Set(letters.flatMap(({ files }) => files.map(({ name }) => name.split('.').at(-1))));
  for (const ending of ['pdf', 'ofd', 'xlsx', 'docx', 'pptx', 'zip', 'png', 'jpg', 'txt', 'csv'])
    expect(endings).toContain(ending);
  expect(mails.filter(({ raw }) => raw.includes('text/calendar')).length).toBeGreaterThan(3);
  const longest = Math.max(...letters.flatMap(({ files }) => files.map(({ name }) => name.length)));
  expect(longest).toBeGreaterThan(45);
});

test.each(['gbk', 'gb18030', 'big5'] as const)('mail in %s is labelled, and decodes to what was written', (legacy) => {
  const found = mails.filter(({ letter }) => letter.legacy === legacy);
  expect(found.length).toBeGreaterThan(0);
  for (const { letter, raw, email } of found) {
    expect(raw.every((byte) => byte < 0x80)).toBe(true);
    expect(email.subject).toBe(letter.subject);
    expect(email.text).toContain(letter.body[0]);
    expect(email.attachments.map(({ filename }) => filename)).toEqual(letter.files.map(({ name }) => name));
  }
});

test('some mail carries bare GBK bytes in its header or its unlabelled text', () => {
  const bare = mails.find(({ letter }) => letter.legacy === 'raw-gbk')!;
  const header = bare.raw.subarray(0, bare.raw.indexOf('\r\n\r\n'));
  expect(header.some((byte) => byte >= 0x80)).toBe(true);
  expect(new TextDecoder('gb18030').decode(header)).toContain(bare.letter.subject);
  const unlabelled = mails.find(({ letter }) => letter.legacy === 'raw-body')!;
  expect(unlabelled.raw.toString('latin1')).not.toContain('charset');
  expect(new TextDecoder('gb18030').decode(unlabelled.raw)).toContain(unlabelled.letter.body[0]);
});

test('newsletters bring remote pictures, machines say how to be rid of them', () => {
  const news = mails.filter(({ letter }) => letter.topic === 'news');
  expect(news.length).toBeGreaterThan(15);
  for (const { email } of news) {
    expect(email.html).toMatch(/<img src="https:\/\//);
    expect(email.headers.some(({ key }) => key === 'list-unsubscribe')).toBe(true);
  }
});

test('the same moment makes the same bytes', async () => {
  const again = writeWorld(now);
  for (const place of [0, 40, 120, letters.length - 1]) expect(await compose(again[place]!)).toEqual(mails[place]!.raw);
});

test('fresh mails differ from each other and come from somebody else', async () => {
  const ids = new Set<string>();
  const subjects = new Set<string>();
  for (const person of people.slice(0, 7)) {
    for (let count = 1; count <= 9; count += 1) {
      const email = await PostalMime.parse(await composeFresh(person, count, now + count));
      expect(email.from?.address).not.toBe(person.address);
      expect(email.to?.[0]?.address).toBe(person.address);
      ids.add(`${person.name}${email.messageId}`);
      subjects.add(`${person.name}${email.subject}`);
    }
  }
  expect(ids.size).toBe(63);
  expect(subjects.size).toBeGreaterThan(55);
});
