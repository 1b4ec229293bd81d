import type { AppDetail } from '@hongyan/contract';
import { language } from '../../i18n/language.ts';
import { ask } from '../../ui/ask.tsx';
import { showSnack } from '../../ui/snackbar.tsx';
import { api } from '../api.ts';
import { setupText } from './setup-text.ts';

/** 更换密钥, asked beforehand: until DingTalk has the new ones, no event arrives. */
export async function renewEventKeys(corpId: string): Promise<AppDetail | undefined> {
  const t = setupText();
  if (!(await ask({ title: t.renewTitle, text: t.renewText, yes: t.renewYes }))) return undefined;
  const answer = await api.renewEventKeys(corpId);
  showSnack({ text: answer.ok ? t.renewed : answer.failure.what[language.value] });
  return answer.ok ? answer.value : undefined;
}
