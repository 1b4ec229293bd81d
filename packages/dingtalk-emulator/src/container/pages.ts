import { isPhone } from '../bridge/devices.ts';
import { flagParam, listParam, numberParam, textParam } from './params.ts';
import type { BridgeReply, ContainerAnswer, ContainerCall, Effect } from './types.ts';

const done: BridgeReply = { kind: 'ok', body: {} };
const watch: BridgeReply = { kind: 'watch' };

/** Calls that move between pages or change the container's own bars; undefined when the method is none of them. */
export function pageMethods({ method, params, device }: ContainerCall): ContainerAnswer | undefined {
  const phone = isPhone(device);
  const show = (effect: Effect, reply: BridgeReply = done): ContainerAnswer => ({ reply, effect });
  const url = textParam(params, 'url');
  const title = textParam(params, 'title');
  switch (method) {
    case 'biz.navigation.setTitle':
      return show({ kind: 'title', title });
    case 'biz.navigation.setRight': {
      if (!phone) return undefined;
      const effect: Effect = { kind: 'right', show: flagParam(params, 'show', true), text: textParam(params, 'text') };
      return show(effect, watch);
    }
    case 'biz.navigation.setMenu':
      return phone ? show({ kind: 'menu', items: menuItems(params) }, watch) : undefined;
    case 'biz.navigation.setIcon':
      return { reply: phone ? watch : done };
    case 'biz.navigation.setLeft': {
      const effect: Effect = {
        kind: 'left',
        control: flagParam(params, 'control', false),
        text: textParam(params, 'text'),
      };
      return show(effect, phone ? watch : done);
    }
    case 'biz.navigation.close':
      return show({ kind: 'close' });
    case 'biz.navigation.quit':
      return phone ? undefined : show({ kind: 'close' });
    case 'biz.navigation.goBack':
      return phone ? show({ kind: 'back' }) : undefined;
    case 'biz.navigation.replace':
      return show({ kind: 'replace', url });
    case 'biz.util.openLink':
      // On a desktop a link leaves DingTalk for the ordinary browser (dingtalk-api.md §2.5).
      return show({ kind: 'open', url, in: phone ? 'here' : 'browser', title });
    case 'biz.util.openSlidePanel':
      return phone ? undefined : show({ kind: 'open', url, in: 'panel', title });
    case 'biz.util.openModal':
      return phone ? undefined : show({ kind: 'open', url, in: 'modal', title });
    case 'biz.util.invokeWorkbench':
      return phone ? undefined : show({ kind: 'open', url: textParam(params, 'app_url'), in: 'workbench', title });
    case 'biz.util.previewImage':
      return show({ kind: 'images', urls: listParam(params, 'urls').map(String), current: currentImage(params) });
    default:
      return undefined;
  }
}

/** `current` is an index in the new call and an address in the old one. */
function currentImage(params: Readonly<Record<string, unknown>>): number {
  const at = listParam(params, 'urls').indexOf(params.current);
  return at === -1 ? numberParam(params, 'current', 0) : at;
}

function menuItems(params: Readonly<Record<string, unknown>>): { id: string; text: string }[] {
  return listParam(params, 'items').flatMap((item) => {
    if (item === null || typeof item !== 'object') return [];
    const { id, text } = item as { id?: unknown; text?: unknown };
    return [{ id: String(id ?? ''), text: String(text ?? '') }];
  });
}
