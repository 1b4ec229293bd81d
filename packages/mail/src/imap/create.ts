import { err, ok } from '@hongyan/kit';
import { failure } from '../failure.ts';
import type { FolderInfo, MailResult } from '../types.ts';
import { fixed, folderPath } from './command.ts';
import { readListed } from './list.ts';
import { encodeFolderName } from './modified-utf7.ts';
import { refused, settle } from './outcome.ts';
import { readAll } from './response.ts';
import type { ImapSession } from './session.ts';

/** CREATE (RFC 3501 §6.3.3). A folder that stands already is as good as a new one. */
export async function createFolder(session: ImapSession, names: readonly string[]): Promise<MailResult<FolderInfo>> {
  const delimiter = await readDelimiter(session);
  if (!delimiter.ok) return delimiter;
  const separator = delimiter.value;
  const usable = names.every(
    (name) => name.trim() !== '' && !/[\x00-\x1f\x7f%*]/.test(name) && (!separator || !name.includes(separator)),
  );
  if (!usable || names.length === 0 || (names.length > 1 && !separator)) {
    return refused('mail.folder_missing', 'not a folder name');
  }
  const wirePath = names.map(encodeFolderName).join(separator);
  const path = folderPath(wirePath);
  if (!path) return refused('mail.folder_missing', 'not a folder name');
  const answer = await session.run([fixed('CREATE'), path]);
  if (!answer.ok) return answer;
  if (answer.value.status !== 'OK' && answer.value.code?.name !== 'ALREADYEXISTS') {
    const settled = settle(session, answer);
    return settled.ok ? err(failure('mail.protocol')) : settled;
  }
  return ok({ wirePath, names: [...names], delimiter: separator, role: 'other', selectable: true });
}

/** `LIST "" ""` tells the delimiter and lists nothing (RFC 3501 §6.3.8). */
async function readDelimiter(session: ImapSession): Promise<MailResult<string>> {
  let delimiter = '';
  const answer = await session.run([fixed('LIST "" ""')], {
    onUntagged: (response) => {
      if (response.kind !== 'data' || response.name !== 'LIST') return false;
      const values = readAll(response.values);
      delimiter = readListed([values[0] ?? [], values[1] ?? null, 'x'])?.delimiter ?? '';
      return true;
    },
  });
  const settled = settle(session, answer);
  return settled.ok ? ok(delimiter) : settled;
}
