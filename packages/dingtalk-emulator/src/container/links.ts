/** Where a link leads inside DingTalk on a desktop (dingtalk-api.md §2.7). */
export interface PcTarget {
  readonly url: string;
  readonly in: 'panel' | 'workbench' | 'browser';
  readonly title: string;
}

/** Reads a desktop link: DingTalk's own forms by their meaning, any other address as one for the ordinary browser. */
export function readPcLink(link: string): PcTarget | undefined {
  if (!URL.canParse(link)) return undefined;
  const { protocol, host, pathname, searchParams } = new URL(link);
  if (protocol === 'http:' || protocol === 'https:')
    return { url: link, in: inWorkbench(link) ?? 'browser', title: '' };
  if (protocol !== 'dingtalk:') return undefined;
  const title = searchParams.get('title') ?? '';
  switch (host + pathname) {
    case 'dingtalkclient/page/link': {
      const url = webUrl(searchParams.get('url'));
      const slide = searchParams.get('pc_slide') === 'true' ? 'panel' : 'browser';
      return url ? { url, in: inWorkbench(url) ?? slide, title } : undefined;
    }
    case 'dingtalkclient/action/openapp': {
      const url = webUrl(searchParams.get('redirect_url'));
      return url ? { url, in: 'workbench', title } : undefined;
    }
    case 'dingtalkclient/action/open_platform_link':
      return readPcLink(searchParams.get('pcLink') ?? '');
    default:
      return undefined;
  }
}

/** Reads a link on a phone: always a page inside DingTalk. */
export function readPhoneLink(link: string): string | undefined {
  if (!URL.canParse(link)) return undefined;
  const { protocol, searchParams } = new URL(link);
  if (protocol !== 'dingtalk:') return webUrl(link);
  const inner = searchParams.get('url') ?? searchParams.get('redirect_url') ?? searchParams.get('mobileLink') ?? '';
  return inner.startsWith('dingtalk:') ? readPhoneLink(inner) : webUrl(inner);
}

/** An address of the product, moved to the device's origin; undefined for a foreign one. */
export function onDevice(url: string, ownOrigins: readonly string[], deviceOrigin: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { origin, pathname, search, hash } = new URL(url);
  return ownOrigins.includes(origin) || origin === deviceOrigin ? deviceOrigin + pathname + search + hash : undefined;
}

const inWorkbench = (url: string): 'workbench' | undefined =>
  new URL(url).searchParams.get('ddtab') === 'true' ? 'workbench' : undefined;

function webUrl(url: string | null): string | undefined {
  return url !== null && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : undefined;
}
