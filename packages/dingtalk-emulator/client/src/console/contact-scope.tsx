import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { FullState } from '../../../src/client-api/state.ts';
import type { ControlApp } from '../../../src/control.ts';
import { control, useAct } from '../control.ts';
import { useText } from '../i18n.ts';
import { useWords } from '../i18n-words.ts';
import { type Picked, ScopePicker } from '../people/scope-picker.tsx';
import { Button } from '../ui/button.tsx';
import { Tick } from '../ui/field.tsx';
import { Outcome } from '../ui/outcome.tsx';
import page from '../ui/page.module.css';

const words = {
  title: ['通讯录接口权限范围', 'What of the directory it may see'],
  lead: [
    '应用只能读到这个范围里的部门和成员，范围外的会被拒绝（50002、50004）。',
    'The app reads departments and people of this scope only; others are refused (50002, 50004).',
  ],
  all: ['全部员工', 'Everyone'],
  some: ['部分员工', 'Some'],
} as const;

/** The authorised scope of the contact calls (dingtalk-api.md §5.5). */
export function ContactScope({ app, state }: { app: ControlApp; state: FullState }): JSX.Element {
  const say = useText();
  const own = useWords(words);
  const act = useAct();
  const given = app.contactScope ?? { departmentIds: [1], userIds: [] };
  const [all, setAll] = useState(given.departmentIds.includes(1));
  const [picked, setPicked] = useState<Picked>({
    departmentIds: given.departmentIds.filter((id) => id !== 1),
    userIds: given.userIds,
  });
  return (
    <section class={`${page.card} ${page.pad}`} aria-label={own('title')}>
      <div class={page.cardHead}>
        <h3>{own('title')}</h3>
      </div>
      <p class={page.lead}>{own('lead')}</p>
      <form
        class={page.form}
        onSubmit={(event) => {
          event.preventDefault();
          const contactScope = all ? { departmentIds: [1], userIds: [] } : picked;
          void act.run(() => control('apps/change', { appKey: app.appKey, change: { contactScope } }), say('saved'));
        }}
      >
        <div class={page.acts}>
          <Tick label={own('all')} radio="contact-scope" checked={all} onChange={() => setAll(true)} />
          <Tick label={own('some')} radio="contact-scope" checked={!all} onChange={() => setAll(false)} />
        </div>
        {!all && <ScopePicker label={own('some')} state={state} value={picked} onChange={setPicked} />}
        <Outcome act={act} />
        <div class={page.acts}>
          <Button submit busy={act.busy}>
            {say('save')}
          </Button>
        </div>
      </form>
    </section>
  );
}
