import type { Person } from '../types.ts';

/** A new mail for a person, a different one each time. */
export async function composeFresh(person: Person, count: number, now: number): Promise<Buffer> {
  return Buffer.from(
    `Message-ID: <${count}.${now}@ccjy.example>\r\nSubject: Sample ${count}\r\nTo: ${person.address}\r\nFrom: zhou.muyun@ccjy.example\r\n\r\nHello\r\n`,
  );
}
