import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ControlApp } from '../../../src/control.ts';
import { control, useAct } from '../control.ts';
import { useLanguage, useText } from '../i18n.ts';
import { useWords } from '../i18n-words.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Outcome } from '../ui/outcome.tsx';
import page from '../ui/page.module.css';
import { isEgressAddress, isWebAddress, splitList } from './addresses.ts';
import { words as shared } from './words.ts';

const words = {
  ips: ['服务器出口IP', 'Egress IPs of the server'],
  ipsHint: [
    '多个用逗号隔开，每个最多一个 *，例如 220.197.30.*。只有这些地址能以本应用调用接口。',
    'Several by commas, at most one * in each, as 220.197.30.*. Only these addresses may call as this app.',
  ],
  redirects: ['重定向URL', 'Redirect URL'],
  redirectsHint: [
    '网页登录后回到的地址，多个用逗号隔开。不在这里的地址，登录页会拒绝。',
    'Where a web sign-in returns to, several by commas. The sign-in page refuses any other.',
  ],
} as const;

/** 安全设置: who may call as this app, and where a sign-in may return to. */
export function Security({ app }: { app: ControlApp }): JSX.Element {
  const say = useText();
  const language = useLanguage();
  const own = useWords(words);
  const text = useWords(shared);
  const act = useAct();
  const [ips, setIps] = useState((app.egressIps ?? []).join(', '));
  const [redirects, setRedirects] = useState((app.redirectUrls ?? []).join('\n'));
  const badIp = splitList(ips).find((one) => !isEgressAddress(one));
  const badUrl = splitList(redirects).find((one) => !isWebAddress(one));
  const [tried, setTried] = useState(false);
  const wrong = (value: string) =>
    language === 'zh' ? `“${value}”不是可用的写法。` : `“${value}” is not written as needed.`;
  return (
    <section class={`${page.card} ${page.pad}`} aria-label={text('security')}>
      <div class={page.cardHead}>
        <h3>{text('security')}</h3>
      </div>
      <form
        class={page.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (badIp !== undefined || badUrl !== undefined) return act.clear();
          const change = { egressIps: splitList(ips), redirectUrls: splitList(redirects) };
          void act.run(() => control('apps/change', { appKey: app.appKey, change }), say('saved'));
        }}
      >
        <Field
          label={own('ips')}
          value={ips}
          onInput={setIps}
          lines={3}
          mono
          hint={own('ipsHint')}
          problem={tried && badIp !== undefined ? wrong(badIp) : ''}
        />
        <Field
          label={own('redirects')}
          value={redirects}
          onInput={setRedirects}
          lines={2}
          mono
          hint={own('redirectsHint')}
          problem={tried && badUrl !== undefined ? wrong(badUrl) : ''}
        />
        <Outcome act={act} />
        <div class={page.acts}>
          <Button kind="primary" submit busy={act.busy}>
            {say('save')}
          </Button>
        </div>
      </form>
    </section>
  );
}
