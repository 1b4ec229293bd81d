import { ok } from '@hongyan/kit';
import type { FolderInfo, MailResult } from '../types.ts';
import { fixed, type Piece } from './command.ts';
import { assignRoles, type ListedFolder } from './folder-role.ts';
import { textOf, type Value } from './lexer.ts';
import { decodeFolderName } from './modified-utf7.ts';
import { settle } from './outcome.ts';
import { readAll } from './response.ts';
import type { ImapSession } from './session.ts';

const MOST_FOLDERS = 20_000;

/** LIST with roles: SPECIAL-USE where it is known, else XLIST (Tencent), else names. */
export async function listFolders(session: ImapSession): Promise<MailResult<readonly FolderInfo[]>> {
  const found = new Map<string, ListedFolder>();
  const answer = await session.run(listCommand(session.capabilities), {
    onUntagged: (response) => {
      if (response.kind !== 'data' || (response.name !== 'LIST' && response.name !== 'XLIST')) return false;
      const folder = readListed(readAll(response.values));
      if (folder && found.size < MOST_FOLDERS) found.set(folder.wirePath, folder);
      return true;
    },
  });
  const settled = settle(session, answer);
  return settled.ok ? ok(assignRoles([...found.values()], session.profile)) : settled;
}

function listCommand(capabilities: ReadonlySet<string>): Piece[] {
  const all = fixed('"" "*"');
  if (capabilities.has('SPECIAL-USE') && capabilities.has('LIST-EXTENDED')) {
    return [fixed('LIST'), all, fixed('RETURN (SPECIAL-USE)')];
  }
  if (capabilities.has('XLIST') && !capabilities.has('SPECIAL-USE')) return [fixed('XLIST'), all];
  return [fixed('LIST'), all];
}

/** `(\HasNoChildren \Sent) "/" "Sent"`. */
export function readListed(values: readonly Value[]): ListedFolder | undefined {
  const [attributes, delimiter, name] = values;
  const listed = textOf(name);
  if (listed === undefined || listed === '' || !Array.isArray(attributes)) return undefined;
  const words = attributes.flatMap((value) => textOf(value)?.toLowerCase() ?? []);
  const separator = textOf(delimiter) ?? '';
  // XLIST answers with the translated name of the inbox; on the wire it is INBOX.
  const wirePath = words.includes('\\inbox') ? 'INBOX' : listed;
  const path = separator && listed.endsWith(separator) ? listed.slice(0, -separator.length) : listed;
  return {
    wirePath,
    names: (separator ? path.split(separator) : [path]).map(decodeFolderName),
    delimiter: separator,
    selectable: !words.includes('\\noselect') && !words.includes('\\nonexistent'),
    attributes: words,
  };
}
