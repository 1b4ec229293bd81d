import { clientVersion, userAgents } from '../bridge/devices.ts';
import type { Device } from '../types.ts';
import type { ScriptPass } from './csp.ts';

/** The page with the bridge as its very first script: before any other, and before any policy in a meta element. */
export function injectBridge(html: string, device: Device, clientOrigin: string, pass: ScriptPass): string {
  const attributes = {
    src: '/__emulator/bridge.js',
    'data-device': device,
    'data-agent': userAgents[device],
    'data-version': clientVersion,
    'data-client': clientOrigin,
    ...pass,
  };
  const written = Object.entries(attributes).map(([name, value]) => `${name}="${value.replaceAll('"', '&quot;')}"`);
  const tag = `<script ${written.join(' ')}></script>`;
  const head = /<head(?:\s[^>]*)?>/i.exec(html) ?? /<html(?:\s[^>]*)?>/i.exec(html) ?? /<!doctype[^>]*>/i.exec(html);
  const at = head ? head.index + head[0].length : 0;
  return html.slice(0, at) + tag + html.slice(at);
}
