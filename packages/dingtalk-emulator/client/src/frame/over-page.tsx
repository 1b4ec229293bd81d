import type { JSX } from 'preact';
import type { Effect } from '../../../src/container/types.ts';
import { useText } from '../i18n.ts';
import { useWords } from '../i18n-words.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import css from './over-page.module.css';

const words = {
  preview: ['预览文件', 'Preview of a file'],
  save: ['保存到钉盘', 'Save to Drive'],
  upload: ['选择文件', 'Choose a file'],
  download: ['下载文件', 'Download'],
  open: ['打开文件', 'Open a file'],
  profile: ['个人主页', 'Profile'],
  chat: ['聊天', 'Chat'],
  ding: ['DING 一下', 'DING'],
  dial: ['拨打电话', 'Call'],
  share: ['分享', 'Share'],
  scan: ['扫一扫', 'Scan'],
  lead: ['在真实的钉钉里，这里会打开它自己的页面。', 'In the real DingTalk a page of its own opens here.'],
} as const;

/** A place of DingTalk's own that a page has called up: named, and closed again. */
export type OverPage = Extract<Effect, { kind: 'file' | 'place' }>;

export function OverPageView({ over, onClose }: { over: OverPage; onClose: () => void }): JSX.Element {
  const say = useText();
  const own = useWords(words);
  const title = own(over.kind === 'file' ? over.action : over.place);
  return (
    <div class={css.over} role="dialog" aria-label={title}>
      <span class={css.icon}>
        <Icon name={over.kind === 'file' ? 'clip' : 'user'} size={24} />
      </span>
      <h3>{title}</h3>
      <p>{over.kind === 'file' ? over.name : over.about}</p>
      <small>{own('lead')}</small>
      <Button onClick={onClose}>{say('close')}</Button>
    </div>
  );
}
