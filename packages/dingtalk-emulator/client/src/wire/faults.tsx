import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { FullState } from '../../../src/client-api/state.ts';
import type { FaultKind } from '../../../src/model.ts';
import { control, useAct } from '../control.ts';
import { useLanguage } from '../i18n.ts';
import { useWords } from '../i18n-words.ts';
import { textOf } from '../log/faults.ts';
import { Button } from '../ui/button.tsx';
import { Field, Select } from '../ui/field.tsx';
import { Empty, Outcome } from '../ui/outcome.tsx';
import page from '../ui/page.module.css';
import css from './wire.module.css';

const words = {
  add: ['注入故障', 'Inject a fault'],
  lead: [
    '接下来的几次调用会按这里说的失败。路径写 * 是所有接口，jsapi: 开头是页面里的调用。',
    'The next calls fail as said here. The path * means every call; jsapi: one inside a page.',
  ],
  path: ['接口路径', 'Path of the call'],
  pathBad: ['写 *、以 / 开头的路径，或 jsapi: 加方法名。', 'Write *, a path beginning with /, or jsapi: and a method.'],
  kind: ['怎样失败', 'How it fails'],
  code: ['错误码', 'Code'],
  status: ['HTTP 状态', 'HTTP status'],
  ms: ['慢多少毫秒', 'Slow by ms'],
  times: ['次数', 'How often'],
  timesHint: ['不填：直到解除。', 'Empty: until it is lifted.'],
  number: ['请填正整数', 'A whole number above 0'],
  inject: ['注入', 'Inject'],
  injected: ['故障已注入', 'The fault is in force'],
  active: ['生效中', 'In force'],
  none: ['没有故障', 'No faults'],
  lift: ['解除', 'Lift'],
  liftAll: ['全部解除', 'Lift all'],
  left: ['还剩', 'left'],
} as const;

const kinds: Readonly<Record<FaultKind, readonly [zh: string, en: string]>> = {
  errcode: ['回答这个错误码', 'Answers this code'],
  status: ['回答这个 HTTP 状态', 'Answers this HTTP status'],
  down: ['连接断开，什么都没做', 'Connection broken, nothing done'],
  cut: ['做完后断线，没有回答', 'Done, then the answer is cut'],
  hang: ['一直不回答', 'Never answers'],
  slow: ['慢，然后照常', 'Slow, then as usual'],
  page: ['防火墙页面（HTML）', 'Page of the firewall (HTML)'],
  token: ['凭证过期', 'Token expired'],
  ip: ['出口 IP 不在名单', 'IP not on the list'],
  permission: ['缺少权限', 'Permission missing'],
  quota: ['本月额度用完', 'Month used up'],
};

/** Breaks the next calls on purpose, each kind with its own numbers. */
export function Faults({ state }: { state: FullState }): JSX.Element {
  const own = useWords(words);
  const at = useLanguage() === 'zh' ? 0 : 1;
  const act = useAct();
  const [path, setPath] = useState('*');
  const [kind, setKind] = useState<FaultKind>('errcode');
  const [code, setCode] = useState('90018');
  const [status, setStatus] = useState('504');
  const [ms, setMs] = useState('4000');
  const [times, setTimes] = useState('1');
  const pathBad = !(path === '*' || /^(\/|jsapi:)\S+$/.test(path));
  const bad = (text: string) => (/^[1-9]\d{0,6}$/.test(text.trim()) ? '' : own('number'));
  const timesBad = times.trim() === '' ? '' : bad(times);
  const submit = () => {
    if (pathBad || timesBad || (kind === 'status' && bad(status)) || (kind === 'slow' && bad(ms))) return;
    void act.run(
      () =>
        control('faults/add', {
          path,
          kind,
          ...(kind === 'errcode' ? { code: code.trim() } : {}),
          ...(kind === 'status' ? { status: Number(status) } : {}),
          ...(kind === 'slow' ? { ms: Number(ms) } : {}),
          ...(times.trim() === '' ? {} : { times: Number(times) }),
        }),
      own('injected'),
    );
  };
  return (
    <div class={css.grid}>
      <section class={`${page.card} ${page.pad}`} aria-label={own('add')}>
        <div class={page.cardHead}>
          <h3>{own('add')}</h3>
        </div>
        <p class={page.lead}>{own('lead')}</p>
        <form
          class={page.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <Field label={own('path')} value={path} onInput={setPath} mono problem={pathBad ? own('pathBad') : ''} />
          <Select
            label={own('kind')}
            value={kind}
            onChange={setKind}
            choices={(Object.keys(kinds) as FaultKind[]).map((value) => ({ value, text: kinds[value][at] }))}
          />
          {kind === 'errcode' && <Field label={own('code')} value={code} onInput={setCode} mono />}
          {kind === 'status' && (
            <Field label={own('status')} value={status} onInput={setStatus} problem={bad(status)} />
          )}
          {kind === 'slow' && <Field label={own('ms')} value={ms} onInput={setMs} problem={bad(ms)} />}
          <Field label={own('times')} value={times} onInput={setTimes} hint={own('timesHint')} problem={timesBad} />
          <Outcome act={act} />
          <div class={page.acts}>
            <Button kind="primary" submit busy={act.busy}>
              {own('inject')}
            </Button>
          </div>
        </form>
      </section>
      <section class={`${page.card} ${page.pad}`} aria-label={own('active')}>
        <div class={page.cardHead}>
          <h3>{own('active')}</h3>
          <span class={page.grow} />
          {state.faults.length > 0 && (
            <Button small onClick={() => void act.run(() => control('faults/clear', {}))}>
              {own('liftAll')}
            </Button>
          )}
        </div>
        {state.faults.length === 0 && <Empty title={own('none')} />}
        {state.faults.map((rule) => (
          <div key={rule.id} class={css.line}>
            <span>
              {rule.kind === 'errcode' ? `${kinds.errcode[at]} ${rule.code ?? ''}` : textOf(rule, at)}
              <span class={css.app}>{rule.path}</span>
            </span>
            {rule.times !== undefined && (
              <span class={css.time}>
                {own('left')} {rule.times}
              </span>
            )}
            <Button
              small
              label={`${own('lift')} ${rule.path}`}
              onClick={() => void act.run(() => control('faults/clear', { id: rule.id }))}
            >
              {own('lift')}
            </Button>
          </div>
        ))}
      </section>
    </div>
  );
}
