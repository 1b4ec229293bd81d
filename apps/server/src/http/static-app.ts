import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Boot, ConsoleBoot } from '@hongyan/contract';
import { AppError } from '@hongyan/kit';
import { appPolicy, mailFramePolicy } from './headers.ts';

/** What a page or file of the app answers. */
export interface StaticAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface StaticApp {
  /** The app's page, with what it must know before its first request. */
  page(boot: Boot, acceptEncoding: string): Promise<StaticAnswer>;
  /** The console's page: in nobody's frame. */
  consolePage(boot: ConsoleBoot, acceptEncoding: string): Promise<StaticAnswer>;
  /** `origin`: ours, as the browser sees it. */
  mailFrame(origin: string, acceptEncoding: string): Promise<StaticAnswer>;
  /** A built file by its path below the app's address; undefined: there is none. */
  file(name: string, acceptEncoding: string): Promise<StaticAnswer | undefined>;
}

interface Loaded {
  readonly mtimeMs: number;
  readonly plain: Buffer;
  brotli: Buffer | undefined;
}

/** Serves the built web app out of memory. `folder` is `apps/web/dist`. */
export function createStaticApp(options: {
  folder: string;
  frameAncestors: string;
  extraImageOrigins: readonly string[];
}): StaticApp {
  const loaded = new Map<string, Loaded>();

  async function load(name: string): Promise<Loaded | undefined> {
    const file = path.join(options.folder, name);
    const facts = await stat(file).catch(() => undefined);
    if (!facts?.isFile()) return undefined;
    const known = loaded.get(name);
    // A new build under a running server is noticed: the page must name the files that are there.
    if (known?.mtimeMs === facts.mtimeMs) return known;
    const fresh: Loaded = {
      mtimeMs: facts.mtimeMs,
      plain: await readFile(file),
      brotli: await readFile(`${file}.br`).catch(() => undefined),
    };
    loaded.set(name, fresh);
    return fresh;
  }

  async function template(name: string): Promise<string> {
    const found = await load(name);
    if (!found) throw new AppError('internal.unavailable', { detail: `${name} of the web app has not been built` });
    return found.plain.toString('utf8');
  }

  async function bootedPage(name: string, boot: unknown, frameAncestors: string, acceptEncoding: string) {
    const html = (await template(name)).replace(
      bootScript,
      (_, open: string, close: string) => `${open}${toInlineJson(boot)}${close}`,
    );
    return encode(Buffer.from(html), acceptEncoding, 5, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': appPolicy(frameAncestors),
      'cache-control': 'no-store',
    });
  }

  return {
    page: (boot, acceptEncoding) => bootedPage('index.html', boot, options.frameAncestors, acceptEncoding),
    async consolePage(boot, acceptEncoding) {
      const { body, headers } = await bootedPage('admin.html', boot, "'none'", acceptEncoding);
      return { body, headers: { ...headers, 'x-frame-options': 'DENY', 'cross-origin-opener-policy': 'same-origin' } };
    },
    async mailFrame(origin, acceptEncoding) {
      const html = await template('mail-frame.html');
      return encode(Buffer.from(html), acceptEncoding, 5, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': mailFramePolicy({
          scriptHashes: hashScripts(html),
          imageOrigins: [origin, ...options.extraImageOrigins],
          frameAncestors: options.frameAncestors,
        }),
        'cache-control': 'public, max-age=3600',
      });
    },
    async file(name, acceptEncoding) {
      // Names as the build makes them: no way up, nothing hidden, none of the pages themselves.
      if (!/^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/.test(name) || /\.(html|br|map)$/.test(name)) return undefined;
      const found = await load(name);
      if (!found) return undefined;
      const type = types[path.extname(name)] ?? 'application/octet-stream';
      const headers = {
        'content-type': type,
        // Names under assets/ carry a hash of their content.
        'cache-control': name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
      };
      if (!compressible.test(type) || !takesBrotli(acceptEncoding)) return { headers, body: found.plain };
      found.brotli ??= shrink(found.plain, 9);
      return { headers: { ...headers, 'content-encoding': 'br', vary: 'accept-encoding' }, body: found.brotli };
    },
  };
}

const bootScript = /(<script type="application\/json" id="hongyan-boot">)[^<]*(<\/script>)/;

/** JSON that cannot end the script element it stands in. */
const toInlineJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[<\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** CSP Level 3 §6.7.2.2: SHA-256 over the text between the tags, as it stands. */
function hashScripts(html: string): readonly string[] {
  return [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map((found) =>
    createHash('sha256')
      .update(found[1] ?? '')
      .digest('base64'),
  );
}

function encode(body: Buffer, acceptEncoding: string, quality: number, headers: Record<string, string>): StaticAnswer {
  if (!takesBrotli(acceptEncoding)) return { headers: { ...headers, vary: 'accept-encoding' }, body };
  return { headers: { ...headers, 'content-encoding': 'br', vary: 'accept-encoding' }, body: shrink(body, quality) };
}

const takesBrotli = (acceptEncoding: string): boolean => /\bbr\b/.test(acceptEncoding);

const shrink = (body: Buffer, quality: number): Buffer =>
  brotliCompressSync(body, {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
  });

const compressible = /^(text\/|application\/(javascript|json|wasm)|image\/svg)/;

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};
