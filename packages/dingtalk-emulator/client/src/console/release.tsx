import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { FullState } from '../../../src/client-api/state.ts';
import type { ControlApp } from '../../../src/control.ts';
import type { VisibleScope } from '../../../src/model.ts';
import { control, useAct } from '../control.ts';
import { useWords } from '../i18n-words.ts';
import { useStored } from '../stored.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Empty, Outcome, Tag } from '../ui/outcome.tsx';
import page from '../ui/page.module.css';
import { NewVersion } from './new-version.tsx';
import { readVersions, type Version } from './versions.ts';
import { words as shared } from './words.ts';

const words = {
  make: ['创建新版本', 'New version'],
  version: ['版本号', 'Version'],
  about: ['版本描述', 'What is new'],
  scope: ['可见范围', 'Visible to'],
  state: ['状态', 'State'],
  act: ['操作', 'Act'],
  waiting: ['待发布', 'Not released'],
  out: ['已发布', 'Released'],
  release: ['发布', 'Release'],
  released: [
    '已发布。范围内的成员现在能在工作台看到它。',
    'Released. Members of the scope now have it on the workbench.',
  ],
  none: ['还没有版本', 'No version yet'],
  noneHint: [
    '创建新版本、选可见范围、保存，再按“发布”。发布之前，成员看不到这个应用。',
    'Make a version, choose who sees it, save it, then press “Release”. Nobody sees the app before.',
  ],
  now: ['现在的可见范围：', 'Visible now to: '],
  all: ['全部员工', 'everyone'],
  admins: ['仅管理员', 'administrators only'],
  departments: ['个部门', 'departments'],
  people: ['位成员', 'people'],
} as const;

/** 版本管理与发布: versions made here, and the release of one, which puts the app on the workbench. */
export function Release({ app, state }: { app: ControlApp; state: FullState }): JSX.Element {
  const own = useWords(words);
  const text = useWords(shared);
  const act = useAct();
  const [making, setMaking] = useState(false);
  // The platform knows what is released; the versions themselves are notes of this browser.
  const [stored, setStored] = useStored<string>(`versions ${app.appKey}`, '[]');
  const versions = readVersions(stored);
  const keep = (next: readonly Version[]) => setStored(JSON.stringify(next));
  const say = (scope: VisibleScope | undefined): string => {
    if (scope?.adminsOnly) return own('admins');
    if (!scope || scope.departmentIds.includes(1)) return own('all');
    const name = (id: number) => state.departments.find((one) => one.id === id)?.name ?? String(id);
    const departments =
      scope.departmentIds.length > 3
        ? [`${scope.departmentIds.length} ${own('departments')}`]
        : scope.departmentIds.map(name);
    return [...departments, ...(scope.userIds.length > 0 ? [`${scope.userIds.length} ${own('people')}`] : [])].join(
      '、',
    );
  };
  const release = (version: Version) =>
    void act
      .run(
        () => control('apps/publish', { appKey: app.appKey, version: version.name, visibleScope: version.scope }),
        own('released'),
      )
      .then((done) => done && keep(versions.map((one) => (one === version ? { ...one, out: true } : one))));
  return (
    <section class={`${page.card} ${page.pad}`} aria-label={text('release')}>
      <div class={page.cardHead}>
        <h3>{text('release')}</h3>
        <span class={page.grow} />
        <Button kind="primary" onClick={() => setMaking(true)}>
          <Icon name="plus" size={18} />
          {own('make')}
        </Button>
      </div>
      {app.published !== false && (
        <p class={page.lead}>
          {own('now')}
          {say(app.visibleScope)}
        </p>
      )}
      <Outcome act={act} />
      {versions.length === 0 ? (
        <Empty title={own('none')} hint={own('noneHint')} />
      ) : (
        <table class={page.table}>
          <thead>
            <tr>
              <th>{own('version')}</th>
              <th>{own('about')}</th>
              <th>{own('scope')}</th>
              <th>{own('state')}</th>
              <th class={page.end}>{own('act')}</th>
            </tr>
          </thead>
          <tbody>
            {versions.toReversed().map((version) => (
              <tr key={version.name}>
                <td class={page.mono}>{version.name}</td>
                <td>{version.about || '–'}</td>
                <td>{say(version.scope)}</td>
                <td>
                  <Tag tone={version.out ? 'good' : 'warn'}>{own(version.out ? 'out' : 'waiting')}</Tag>
                </td>
                <td class={page.end}>
                  {!version.out && (
                    <Button kind="soft" small busy={act.busy} onClick={() => release(version)}>
                      {own('release')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {making && (
        <NewVersion
          state={state}
          taken={versions.map(({ name }) => name)}
          scope={app.visibleScope}
          onClose={() => setMaking(false)}
          onMade={(version) => {
            keep([...versions, version]);
            act.clear();
            setMaking(false);
          }}
        />
      )}
    </section>
  );
}
