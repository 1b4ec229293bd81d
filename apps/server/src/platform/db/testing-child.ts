/** Opens the embedded database of a folder, tells the server's pid and stays until TERM: for the launcher's tests. */
import { silentLog } from '../log/log.ts';
import { openEmbeddedDatabase } from './open.ts';
import { findTestProgram } from './testing.ts';

const opened = await openEmbeddedDatabase(process.argv[2] ?? '', {
  log: silentLog,
  max: 2,
  volatile: true,
  program: await findTestProgram(),
});
process.once('SIGTERM', () => void opened.close().then(() => process.exit(0)));
process.send?.(opened.embedded?.pid);
setInterval(() => undefined, 60_000);
