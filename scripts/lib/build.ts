import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bin, root } from './root.ts';
import { run } from './run.ts';

/** A browser bundle: where it is built, and the files that it is made of. */
interface Bundle {
  readonly zh: string;
  readonly en: string;
  readonly folder: string;
  readonly sources: readonly string[];
}

const shared = ['package-lock.json', 'tsconfig.base.json', 'packages/kit/src/**', 'packages/contract/src/**'];
const bundles: readonly Bundle[] = [
  {
    zh: '网页应用',
    en: 'web app',
    folder: 'apps/web',
    sources: [...shared, 'apps/web/{src,public}/**', 'apps/web/*.{ts,json,html}', 'packages/mail-html/src/**'],
  },
  {
    zh: '钉钉替身的界面',
    en: 'the stand-in’s client',
    folder: 'packages/dingtalk-emulator/client',
    sources: [
      ...shared,
      'packages/dingtalk-emulator/client/{src,public}/**',
      'packages/dingtalk-emulator/client/*.{ts,json,html}',
      // Two files of the emulator's own side are bundled into its client.
      'packages/dingtalk-emulator/src/{permission-points,container/links}.ts',
    ],
  },
];

function stampOf(bundle: Bundle): string {
  const hash = createHash('sha256');
  const files = globSync(bundle.sources as string[], { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(path.relative(root, file)).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

/** Builds the browser bundles whose sources changed; says nothing and is quick when none did. */
export async function buildBundles(): Promise<void> {
  for (const bundle of bundles) {
    const stampFile = path.join(root, bundle.folder, 'dist/.built');
    const stamp = stampOf(bundle);
    if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) continue;
    process.stderr.write(`▸ 构建${bundle.zh}  building ${bundle.en}\n`);
    rmSync(stampFile, { force: true });
    const built = await run(bin('vite'), ['build', '--logLevel', 'warn'], {
      cwd: path.join(root, bundle.folder),
      quiet: true,
    });
    if (built.code !== 0) {
      process.stderr.write(`${built.output}\n✗ ${bundle.zh}没有构建成功。  The build of ${bundle.en} failed.\n`);
      process.exit(1);
    }
    writeFileSync(stampFile, stamp);
  }
}
