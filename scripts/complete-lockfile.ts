import { completeLockfile } from './check/lockfile.ts';

// After `npm install`: makes the lockfile whole for platforms whose binaries the registry at hand does not have.
for (const name of completeLockfile()) process.stdout.write(`+ ${name}\n`);
