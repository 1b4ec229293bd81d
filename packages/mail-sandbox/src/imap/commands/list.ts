import type { Folder } from '../../store/folder.ts';
import { toWireName } from '../../store/wire-name.ts';
import type { Command, Session } from '../session.ts';
import { toWireString } from '../wire.ts';

/** RFC 3501 §6.3.8 with the attributes of RFC 6154; XLIST is the older form that some providers keep. */
export const list = (verb: 'LIST' | 'LSUB' | 'XLIST'): Command => ({
  needs: 'login',
  run(session, args) {
    args.space();
    const onlySpecial = args.peek() === '(' && args.list(() => args.atom()).some((each) => /^SPECIAL-USE$/i.test(each));
    if (onlySpecial) args.space();
    const reference = args.astring();
    args.space();
    const pattern = args.listMailbox();
    // RETURN (SPECIAL-USE …) of RFC 5258 asks for what is told anyway.
    if (args.accept(' RETURN ')) args.list(() => args.atom());
    args.end();
    if (pattern === '') {
      session.line(`* ${verb} (\\Noselect) "/" ""`);
      return `OK ${verb} completed`;
    }
    const matches = toPattern(reference + pattern);
    for (const folder of session.account!.folders) {
      const name = toWireName(folder.name);
      if (!matches.test(name) || (onlySpecial && !folder.use)) continue;
      session.line(`* ${verb} (${attributesOf(folder, session, verb)}) "/" ${toWireString(name)}`);
    }
    return `OK ${verb} completed`;
  },
});

function attributesOf(folder: Folder, session: Session, verb: string): string {
  const children = session.account!.folders.some((other) => other.name.startsWith(`${folder.name}/`));
  const attributes = [children ? '\\HasChildren' : '\\HasNoChildren'];
  if (folder.use) attributes.push(folder.use);
  if (verb === 'XLIST' && folder.name === 'INBOX') attributes.push('\\Inbox');
  return attributes.join(' ');
}

function toPattern(text: string): RegExp {
  const source = text
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('%', '[^/]*');
  return new RegExp(`^${source}$`, /^inbox$/i.test(text) ? 'i' : '');
}
