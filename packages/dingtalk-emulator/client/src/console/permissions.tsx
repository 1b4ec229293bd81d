import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { FullState } from '../../../src/client-api/state.ts';
import type { ControlApp } from '../../../src/control.ts';
import { type PermissionPoint, permissionPoints } from '../../../src/permission-points.ts';
import { control, useAct } from '../control.ts';
import { useLanguage } from '../i18n.ts';
import { useWords } from '../i18n-words.ts';
import { Button } from '../ui/button.tsx';
import { Empty, Outcome, Tag } from '../ui/outcome.tsx';
import page from '../ui/page.module.css';
import { SearchField } from '../ui/search-field.tsx';
import { ContactScope } from './contact-scope.tsx';
import { words as shared } from './words.ts';

const words = {
  find: ['搜索权限', 'Find a permission'],
  lead: [
    '缺少接口权限时，调用会被拒绝（60011）。缺少字段权限时，钉钉不报错，只是不返回那些字段。',
    'A call without its permission is refused (60011). Without a field’s permission nothing is refused: the fields are just missing.',
  ],
  name: ['权限', 'Permission'],
  code: ['权限点', 'Code'],
  state: ['状态', 'State'],
  act: ['操作', 'Act'],
  on: ['已开通', 'Granted'],
  off: ['未开通', 'Not granted'],
  apply: ['申请', 'Apply'],
  revoke: ['取消', 'Revoke'],
  field: ['字段', 'Field'],
  nothing: ['没有这样的权限', 'No such permission'],
} as const;

/** 权限管理: every permission point by name, applied for one by one, and what of the directory the app may see. */
export function Permissions({ app, state }: { app: ControlApp; state: FullState }): JSX.Element {
  const language = useLanguage();
  const own = useWords(words);
  const text = useWords(shared);
  const act = useAct();
  const [wanted, setWanted] = useState('');
  const granted = new Set(app.permissions ?? permissionPoints.map(({ code }) => code));
  const sought = wanted.trim().toLowerCase();
  const fitting = permissionPoints.filter(({ zh, en, code }) =>
    [zh, en, code].some((one) => one.toLowerCase().includes(sought)),
  );
  const change = ({ code, [language]: name }: PermissionPoint) => {
    const on = granted.has(code);
    const permissions = on ? [...granted].filter((one) => one !== code) : [...granted, code];
    const done = `${own(on ? 'off' : 'on')}：${name}`;
    void act.run(() => control('apps/change', { appKey: app.appKey, change: { permissions } }), done);
  };
  return (
    <div class={page.rows}>
      <section class={`${page.card} ${page.pad}`} aria-label={text('permissions')}>
        <div class={page.cardHead}>
          <h3>{text('permissions')}</h3>
          <span class={page.grow} />
          <SearchField label={own('find')} value={wanted} onInput={setWanted} />
        </div>
        <p class={page.lead}>{own('lead')}</p>
        <Outcome act={act} />
        {fitting.length === 0 ? (
          <Empty title={own('nothing')} />
        ) : (
          <table class={page.table}>
            <thead>
              <tr>
                <th>{own('name')}</th>
                <th>{own('code')}</th>
                <th>{own('state')}</th>
                <th class={page.end}>{own('act')}</th>
              </tr>
            </thead>
            <tbody>
              {fitting.map((point) => {
                const on = granted.has(point.code);
                return (
                  <tr key={point.code}>
                    <td>
                      {point[language]} {point.field && <Tag>{own('field')}</Tag>}
                    </td>
                    <td class={page.mono}>{point.code}</td>
                    <td>
                      <Tag tone={on ? 'good' : 'quiet'}>{own(on ? 'on' : 'off')}</Tag>
                    </td>
                    <td class={page.end}>
                      <Button kind={on ? 'ghost' : 'soft'} small busy={act.busy} onClick={() => change(point)}>
                        {own(on ? 'revoke' : 'apply')}
                      </Button>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        )}
      </section>
      <ContactScope app={app} state={state} />
    </div>
  );
}
