import { describe, expect, test } from 'vitest';
import { onDevice, readPcLink, readPhoneLink } from './links.ts';

const mail = 'https://mail.example.com/static/dingding/?corpId=a&n=b';
const enc = encodeURIComponent(mail);

describe('links of cards', () => {
  test.each<[string, object | undefined]>([
    [`dingtalk://dingtalkclient/page/link?url=${enc}&pc_slide=true`, { url: mail, in: 'panel', title: '' }],
    [
      `dingtalk://dingtalkclient/page/link?url=${enc}&pc_slide=true&title=%E9%82%AE`,
      { url: mail, in: 'panel', title: '邮' },
    ],
    [`dingtalk://dingtalkclient/page/link?url=${enc}&pc_slide=false`, { url: mail, in: 'browser', title: '' }],
    [`dingtalk://dingtalkclient/page/link?url=${enc}`, { url: mail, in: 'browser', title: '' }],
    [
      `dingtalk://dingtalkclient/page/link?url=${enc}%26ddtab%3Dtrue`,
      { url: `${mail}&ddtab=true`, in: 'workbench', title: '' },
    ],
    [
      `dingtalk://dingtalkclient/action/openapp?corpid=a&app_id=0_1&redirect_url=${enc}`,
      { url: mail, in: 'workbench', title: '' },
    ],
    [
      `dingtalk://dingtalkclient/action/open_platform_link?pcLink=${enc}&mobileLink=x`,
      { url: mail, in: 'browser', title: '' },
    ],
    [mail, { url: mail, in: 'browser', title: '' }],
    ['dingtalk://dingtalkclient/page/link?url=javascript%3Aalert(1)&pc_slide=true', undefined],
    ['javascript:alert(1)', undefined],
    ['nonsense', undefined],
  ])('on a desktop: %s', (link, target) => {
    expect(readPcLink(link)).toEqual(target);
  });

  test.each<[string, string | undefined]>([
    [mail, mail],
    [`dingtalk://dingtalkclient/page/link?url=${enc}&pc_slide=true`, mail],
    [`dingtalk://dingtalkclient/action/open_platform_link?pcLink=x&mobileLink=${enc}`, mail],
    ['javascript:alert(1)', undefined],
    ['dingtalk://dingtalkclient/action/switchtab?index=1', undefined],
  ])('on a phone: %s', (link, url) => {
    expect(readPhoneLink(link)).toBe(url);
  });

  test('only the product’s own addresses move to the device', () => {
    const device = 'http://zhixia-ios.emu.localhost:1';
    expect(onDevice(mail, ['https://mail.example.com'], device)).toBe(`${device}/static/dingding/?corpId=a&n=b`);
    expect(onDevice('https://mail.example.com.evil/', ['https://mail.example.com'], device)).toBeUndefined();
    expect(onDevice('https://mail.example.com@evil.example/', ['https://mail.example.com'], device)).toBeUndefined();
  });
});
