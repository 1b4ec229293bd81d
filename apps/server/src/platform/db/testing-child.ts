/** Opens the embedded database of a folder, prints the server's pid and stays until TERM: for the launcher's tests. */
import { silentLog } from '../log/log.ts';
import { openEmbeddedDatabase } from './open.ts';

const opened = await openEmbeddedDatabase(process.argv[2] ?? '', { log: silentLog, max: 2 });
process.once('SIGTERM', () => void opened.close().then(() => process.exit(0)));
process.stdout.write(String(opened.embedded?.pid));
setInterval(() => undefined, 60_000);
