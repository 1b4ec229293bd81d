import { host } from '../../dingtalk/current.ts';
import { ask } from '../../ui/ask.tsx';
import { frameText } from './frame-text.ts';
import { doubtLink } from './link-check.ts';

/** Opens a link of a letter outside, after a question when its words and its target disagree. */
export async function openLink(href: string, text: string): Promise<void> {
  const doubt = doubtLink(href, text);
  if (doubt) {
    const t = frameText();
    const said =
      doubt.kind === 'mismatch'
        ? t.linkMismatch(doubt.shown, doubt.host)
        : doubt.kind === 'user'
          ? t.linkUser(doubt.host)
          : t.linkForeign(doubt.host);
    if (!(await ask({ title: t.linkTitle, text: said, yes: t.open }))) return;
  }
  if (/^(?:mailto|tel):/i.test(href)) location.assign(href);
  else host.openLink(href);
}
