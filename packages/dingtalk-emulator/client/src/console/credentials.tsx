import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { FullState } from '../../../src/client-api/state.ts';
import type { ControlApp } from '../../../src/control.ts';
import { control, useAct } from '../control.ts';
import { useText } from '../i18n.ts';
import { useWords } from '../i18n-words.ts';
import { goTo } from '../place.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Outcome } from '../ui/outcome.tsx';
import page from '../ui/page.module.css';
import { ValueRow } from '../ui/value-row.tsx';
import { words as shared } from './words.ts';

const words = {
  title: ['应用凭证', 'Credentials'],
  lead: [
    'AppKey 现在也叫 Client ID，AppSecret 也叫 Client Secret。AppSecret 只有在这里能看到。',
    'AppKey is also called Client ID, AppSecret Client Secret. The secret can be seen here only.',
  ],
  basics: ['基础信息', 'Basics'],
  reset: ['重置 AppSecret', 'Reset AppSecret'],
  resetDone: [
    'AppSecret 已重置，用旧密钥的程序再也取不到凭证',
    'The secret is another one; programs with the old one get no token any more',
  ],
  remove: ['删除应用', 'Remove the app'],
  removeAsk: ['删除这个应用？', 'Remove this app?'],
  removeText: [
    '它会从工作台消失，凭证和事件推送立即失效，不能恢复。',
    'It disappears from the workbench; its credentials and events end at once and cannot be restored.',
  ],
  sso: ['管理后台免登', 'OA console'],
} as const;

/** 凭证与基础信息: everything that the product asks for, and the app's name. */
export function Credentials({ app, state }: { app: ControlApp; state: FullState }): JSX.Element {
  const say = useText();
  const own = useWords(words);
  const text = useWords(shared);
  const act = useAct();
  const [name, setName] = useState(app.name);
  const [description, setDescription] = useState(app.description ?? '');
  const [asking, setAsking] = useState(false);
  return (
    <div class={page.rows}>
      <section class={`${page.card} ${page.pad}`} aria-label={own('title')}>
        <div class={page.cardHead}>
          <h3>{own('title')}</h3>
          <span class={page.grow} />
          <Button
            small
            busy={act.busy}
            onClick={() => void act.run(() => control('apps/reset-secret', { appKey: app.appKey }), own('resetDone'))}
          >
            {own('reset')}
          </Button>
        </div>
        <p class={page.lead}>{own('lead')}</p>
        <div class={page.rows}>
          <ValueRow label="AgentId" value={String(app.agentId)} />
          <ValueRow label="AppKey" note="Client ID" value={app.appKey} />
          <ValueRow label="AppSecret" note="Client Secret" value={app.appSecret} secret />
          <ValueRow label="CorpId" value={state.company.corpId} />
          {app.ssoSecret && <ValueRow label="SSOsecret" note={own('sso')} value={app.ssoSecret} secret />}
        </div>
      </section>
      <section class={`${page.card} ${page.pad}`} aria-label={own('basics')}>
        <div class={page.cardHead}>
          <h3>{own('basics')}</h3>
        </div>
        <form
          class={page.form}
          onSubmit={(event) => {
            event.preventDefault();
            const change = { name: name.trim(), description: description.trim() };
            void act.run(() => control('apps/change', { appKey: app.appKey, change }), say('saved'));
          }}
        >
          <Field label={text('name')} value={name} onInput={setName} hint={text('nameHint')} />
          <Field
            label={text('description')}
            value={description}
            onInput={setDescription}
            lines={2}
            hint={text('descriptionHint')}
          />
          <Outcome act={act} />
          <div class={page.acts}>
            <Button kind="primary" submit busy={act.busy}>
              {say('save')}
            </Button>
            <Button kind="danger" onClick={() => setAsking(true)}>
              {own('remove')}
            </Button>
          </div>
        </form>
      </section>
      {asking && (
        <Dialog
          title={own('removeAsk')}
          onClose={() => setAsking(false)}
          buttons={
            <>
              <Button onClick={() => setAsking(false)}>{text('cancel')}</Button>
              <Button
                kind="danger"
                busy={act.busy}
                onClick={() =>
                  void act
                    .run(() => control('apps/remove', { appKey: app.appKey }))
                    .then((done) => (done ? goTo('console') : setAsking(false)))
                }
              >
                {own('remove')}
              </Button>
            </>
          }
        >
          <p>{own('removeText')}</p>
        </Dialog>
      )}
    </div>
  );
}
