import type { JSX } from 'preact';
import { useWords } from '../i18n-words.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import page from '../ui/page.module.css';
import { isWebAddress } from './addresses.ts';

const words = {
  aesKey: ['加密 aes_key', 'Encryption aes_key'],
  aesHint: ['43 个字母或数字。', '43 letters or digits.'],
  token: ['签名 token', 'Signature token'],
  tokenHint: ['3 到 32 个字母或数字。', '3 to 32 letters or digits.'],
  url: ['请求网址', 'Request URL'],
  urlHint: [
    '保存时，钉钉会向它发送 check_url，2.5 秒内要得到加密的 success。',
    'When saving, DingTalk sends check_url to it and expects an encrypted “success” within 2.5 seconds.',
  ],
  urlBad: [
    '要写完整的网址，以 http:// 或 https:// 开头。',
    'A whole address is needed, beginning with http:// or https://.',
  ],
  random: ['随机生成', 'Generate'],
} as const;

export interface PushValues {
  readonly aesKey: string;
  readonly token: string;
  readonly url: string;
}

/** The three values of an HTTP push (dingtalk-api.md §6). */
export function PushFields(props: {
  value: PushValues;
  onChange: (value: PushValues) => void;
  tried: boolean;
}): JSX.Element {
  const { value, onChange, tried } = props;
  const own = useWords(words);
  const aesBad = !/^[A-Za-z0-9]{43}$/.test(value.aesKey.trim());
  const tokenBad = !/^[A-Za-z0-9]{3,32}$/.test(value.token.trim());
  return (
    <div class={page.form}>
      <Field
        label={own('aesKey')}
        value={value.aesKey}
        onInput={(aesKey) => onChange({ ...value, aesKey })}
        mono
        hint={own('aesHint')}
        problem={tried && aesBad ? own('aesHint') : ''}
      >
        <Button label={`${own('random')} aes_key`} onClick={() => onChange({ ...value, aesKey: randomText(43) })}>
          {own('random')}
        </Button>
      </Field>
      <Field
        label={own('token')}
        value={value.token}
        onInput={(token) => onChange({ ...value, token })}
        mono
        hint={own('tokenHint')}
        problem={tried && tokenBad ? own('tokenHint') : ''}
      >
        <Button label={`${own('random')} token`} onClick={() => onChange({ ...value, token: randomText(15) })}>
          {own('random')}
        </Button>
      </Field>
      <Field
        label={own('url')}
        value={value.url}
        onInput={(url) => onChange({ ...value, url })}
        mono
        hint={own('urlHint')}
        problem={tried && !isWebAddress(value.url) ? own('urlBad') : ''}
      />
    </div>
  );
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** 43 characters carry 32 bytes and two bits that must be zero in Base64, so the last one is of those that end so. */
function randomText(length: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  const text = Array.from(bytes, (byte) => letters[byte % letters.length]!);
  if (length === 43) text[42] = 'AEIMQUYcgkosw048'[bytes[42]! % 16]!;
  return text.join('');
}
