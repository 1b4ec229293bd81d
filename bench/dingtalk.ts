import callback from './callback.ts';
import directory from './directory.ts';

/** Everything that passes over DingTalk's wire in bulk: event pushes, then the whole directory. `callback` or `directory` runs one. */
export default async function measureDingTalk(args: readonly string[]): Promise<Record<string, number>> {
  const [only, ...rest] = args;
  if (only === 'callback') return callback(rest);
  if (only === 'directory') return directory(rest);
  return { ...(await callback(args)), ...(await directory(args)) };
}
