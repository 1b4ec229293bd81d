import { createHash } from 'node:crypto';
import type { Mapping } from './origins.ts';

/** What the bridge's tag has to carry so that the page's own policy lets it run. */
export interface ScriptPass {
  readonly nonce?: string;
  readonly integrity?: string;
}

/** One policy, made to accept the client as an ancestor and, for a page with a container, the bridge's script. */
export function adaptPolicy(
  policy: string,
  mapping: Mapping,
  bridge: string | undefined,
): { policy: string; pass: ScriptPass } {
  const directives = policy
    .split(';')
    .map((directive) => directive.trim())
    .filter((directive) => directive !== '' && !/^frame-ancestors\b/i.test(directive))
    .map((directive) => mapOrigins(directive, mapping));
  let pass: ScriptPass = {};
  if (bridge !== undefined) {
    const at = scriptDirective(directives);
    if (at !== -1) {
      const permitted = permit(directives[at]!, mapping, bridge);
      directives[at] = permitted.directive;
      pass = permitted.pass;
    }
  }
  directives.push(`frame-ancestors ${mapping.client} ${mapping.frame}`);
  return { policy: directives.join('; '), pass };
}

/** Does this policy put the page into an opaque origin? Such a page never talks to a container. */
export const isSandboxed = (policy: string): boolean => /(?:^|[;,])\s*sandbox\b/i.test(policy);

function mapOrigins(directive: string, { own, frame }: Mapping): string {
  return directive
    .split(/\s+/)
    .map((word) => {
      const hit = own.find((origin) => word === origin || word.startsWith(`${origin}/`));
      return hit ? frame + word.slice(hit.length) : word;
    })
    .join(' ');
}

/** The directive that governs script elements: the most particular one that is there (CSP 3 §6.1.12). */
function scriptDirective(directives: readonly string[]): number {
  for (const name of ['script-src-elem', 'script-src', 'default-src']) {
    const at = directives.findIndex((directive) => directive.toLowerCase().split(' ')[0] === name);
    if (at !== -1) return at;
  }
  return -1;
}

function permit(directive: string, mapping: Mapping, bridge: string): { directive: string; pass: ScriptPass } {
  const nonce = /'nonce-([^']+)'/.exec(directive)?.[1];
  if (nonce) return { directive, pass: { nonce } };
  const strict = /'strict-dynamic'/i.test(directive);
  if (!strict && /\s('self'|\*)(\s|$)/.test(directive)) return { directive, pass: {} };
  // Hashes allow an external script only together with `integrity` (CSP 3 §6.7.1.1).
  const hash = `sha256-${createHash('sha256').update(bridge).digest('base64')}`;
  const kept = directive.replace(/\s'none'/i, '');
  return { directive: `${kept} ${mapping.frame}/__emulator/bridge.js '${hash}'`, pass: { integrity: hash } };
}
