/** One file of a multipart body (RFC 7578). */
export interface Upload {
  readonly field: string;
  readonly filename: string | undefined;
  readonly content: Buffer;
}

/** The parts of a multipart/form-data body; undefined when it is none. */
export function parseMultipart(type: string, body: Buffer): Upload[] | undefined {
  const [, quoted, plain] = /^multipart\/form-data;.*?boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type) ?? [];
  const boundary = quoted ?? plain;
  if (!boundary) return undefined;
  const mark = Buffer.from(`\r\n--${boundary}`);
  // The first mark has no line break in front of it.
  const whole = Buffer.concat([Buffer.from('\r\n'), body]);
  const uploads: Upload[] = [];
  let at = whole.indexOf(mark);
  while (at !== -1) {
    const start = at + mark.length;
    const end = whole.indexOf(mark, start);
    if (end === -1) return uploads;
    const part = readPart(whole.subarray(start, end));
    if (part) uploads.push(part);
    at = end;
  }
  return uploads;
}

function readPart(part: Buffer): Upload | undefined {
  const headEnd = part.indexOf('\r\n\r\n');
  if (headEnd === -1) return undefined;
  const disposition = /content-disposition:[^\r\n]*/i.exec(part.toString('utf8', 0, headEnd))?.[0] ?? '';
  const field = /[;\s]name="([^"]*)"/i.exec(disposition)?.[1];
  if (field === undefined) return undefined;
  const filename = /[;\s]filename="([^"]*)"/i.exec(disposition)?.[1];
  return { field, filename, content: Buffer.from(part.subarray(headEnd + 4)) };
}
