/** One address of an ENVELOPE: text is latin1, names are left encoded (RFC 3501 §7.4.2). */
export interface EnvelopeAddress {
  readonly name: string | undefined;
  readonly mailbox: string | undefined;
  readonly host: string | undefined;
}

/** Reads an address list of RFC 5322, forgiving what real mail does wrong. Groups become a start and an end mark. */
export function parseAddresses(value: string): EnvelopeAddress[] {
  const found: EnvelopeAddress[] = [];
  let words: string[] = [];
  let angle: string | undefined;
  let comment: string | undefined;
  const finish = () => {
    const name = words.join(' ').trim();
    if (angle !== undefined) found.push(toAddress(angle, name || comment));
    else if (name.includes('@')) found.push(toAddress(name.replace(/\s+/g, ''), comment));
    else if (name) found.push({ name, mailbox: name, host: undefined });
    words = [];
    angle = comment = undefined;
  };
  const pattern = /"((?:[^"\\]|\\[\s\S])*)"|\(((?:[^()\\]|\\[\s\S])*)\)|<([^>]*)>|([,;:])|([^\s",;:<(]+)/g;
  for (const [, quoted, remark, inAngle, mark, word] of value.matchAll(pattern)) {
    if (quoted !== undefined) words.push(quoted.replace(/\\([\s\S])/g, '$1'));
    else if (remark !== undefined) comment = remark;
    else if (inAngle !== undefined) angle = inAngle;
    else if (word !== undefined) words.push(word);
    else if (mark === ':') {
      found.push({ name: undefined, mailbox: words.join(' '), host: undefined });
      words = [];
    } else {
      finish();
      if (mark === ';') found.push({ name: undefined, mailbox: undefined, host: undefined });
    }
  }
  finish();
  return found;
}

function toAddress(address: string, name: string | undefined): EnvelopeAddress {
  const at = address.lastIndexOf('@');
  return at < 0
    ? { name, mailbox: address.trim(), host: undefined }
    : { name, mailbox: address.slice(0, at).trim(), host: address.slice(at + 1).trim() };
}
