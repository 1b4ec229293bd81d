import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ControlApp } from '../../../src/control.ts';
import { control, useAct } from '../control.ts';
import { useText } from '../i18n.ts';
import { useWords } from '../i18n-words.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Outcome } from '../ui/outcome.tsx';
import page from '../ui/page.module.css';
import { isWebAddress } from './addresses.ts';
import { words as shared } from './words.ts';

const words = {
  home: ['应用首页地址', 'Home page'],
  pcHome: ['PC端首页地址', 'Home page on PC'],
  hint: [
    '格式：https://mail.域名/static/dingding/?corpId=$CORPID$。$CORPID$ 在打开时换成本组织的 CorpId。',
    'As https://mail.example.com/static/dingding/?corpId=$CORPID$. $CORPID$ becomes this organisation’s CorpId when opened.',
  ],
  pcHint: ['不填时，电脑上也打开应用首页地址。', 'If empty, the PC opens the home page too.'],
  bad: [
    '要写完整的网址，以 http:// 或 https:// 开头。',
    'A whole address is needed, beginning with http:// or https://.',
  ],
  saved: [
    '已保存。发布新版本以后，成员才能在工作台看到。',
    'Saved. Members see it on the workbench once a version is released.',
  ],
} as const;

/** 网页应用: the two addresses that the workbench opens. */
export function WebApp({ app }: { app: ControlApp }): JSX.Element {
  const say = useText();
  const own = useWords(words);
  const text = useWords(shared);
  const act = useAct();
  const [home, setHome] = useState(app.homeUrl);
  const [pcHome, setPcHome] = useState(app.pcHomeUrl);
  const [tried, setTried] = useState(false);
  const homeBad = !isWebAddress(home);
  const pcBad = pcHome.trim() !== '' && !isWebAddress(pcHome);
  return (
    <section class={`${page.card} ${page.pad}`} aria-label={text('web')}>
      <div class={page.cardHead}>
        <h3>{text('web')}</h3>
      </div>
      <form
        class={page.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (homeBad || pcBad) return act.clear();
          const change = { homeUrl: home.trim(), pcHomeUrl: pcHome.trim() || home.trim() };
          void act.run(() => control('apps/change', { appKey: app.appKey, change }), own('saved'));
        }}
      >
        <Field
          label={own('home')}
          value={home}
          onInput={setHome}
          mono
          hint={own('hint')}
          problem={tried && homeBad ? own('bad') : ''}
        />
        <Field
          label={own('pcHome')}
          value={pcHome}
          onInput={setPcHome}
          mono
          hint={own('pcHint')}
          problem={tried && pcBad ? own('bad') : ''}
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
