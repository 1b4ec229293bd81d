import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { FullState } from '../../../src/client-api/state.ts';
import type { VisibleScope } from '../../../src/model.ts';
import { useText } from '../i18n.ts';
import { useWords } from '../i18n-words.ts';
import { type Picked, ScopePicker } from '../people/scope-picker.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field, Tick } from '../ui/field.tsx';
import page from '../ui/page.module.css';
import { isVersionName, nextVersion, type Version } from './versions.ts';

const words = {
  title: ['创建新版本', 'New version'],
  version: ['版本号', 'Version'],
  versionHint: ['例如 1.0.0，比以前的大。', 'As 1.0.0, above the earlier ones.'],
  versionTaken: ['这个版本号用过了。', 'This version exists already.'],
  about: ['版本描述', 'What is new'],
  scope: ['可见范围', 'Visible to'],
  all: ['全部员工', 'Everyone'],
  some: ['部分员工', 'Some people'],
  admins: ['仅管理员可见', 'Administrators only'],
  someBad: ['请选至少一个部门或成员。', 'Choose at least one department or person.'],
  cancel: ['取消', 'Cancel'],
} as const;

/** Number, words and audience of a new version; it is released afterwards. */
export function NewVersion(props: {
  state: FullState;
  taken: readonly string[];
  scope: VisibleScope | undefined;
  onClose: () => void;
  onMade: (version: Version) => void;
}): JSX.Element {
  const { scope } = props;
  const say = useText();
  const own = useWords(words);
  const [name, setName] = useState(nextVersion(props.taken));
  const [about, setAbout] = useState('');
  const whole = !scope || scope.departmentIds.includes(1);
  const [who, setWho] = useState<'all' | 'some' | 'admins'>(scope?.adminsOnly ? 'admins' : whole ? 'all' : 'some');
  const [picked, setPicked] = useState<Picked>({
    departmentIds: scope?.departmentIds.filter((id) => id !== 1) ?? [],
    userIds: scope?.userIds ?? [],
  });
  const [tried, setTried] = useState(false);
  const nameProblem = !isVersionName(name.trim())
    ? own('versionHint')
    : props.taken.includes(name.trim())
      ? own('versionTaken')
      : '';
  const nobody = who === 'some' && picked.departmentIds.length + picked.userIds.length === 0;
  const submit = () => {
    setTried(true);
    if (nameProblem || nobody) return;
    const all = { departmentIds: [1], userIds: [], adminsOnly: who === 'admins' };
    props.onMade({
      name: name.trim(),
      about: about.trim(),
      scope: who === 'some' ? { ...picked, adminsOnly: false } : all,
      out: false,
    });
  };
  return (
    <Dialog
      title={own('title')}
      wide
      onClose={props.onClose}
      onSubmit={submit}
      buttons={
        <>
          <Button onClick={props.onClose}>{own('cancel')}</Button>
          <Button kind="primary" submit>
            {say('save')}
          </Button>
        </>
      }
    >
      <Field
        label={own('version')}
        value={name}
        onInput={setName}
        hint={own('versionHint')}
        problem={tried ? nameProblem : ''}
        autofocus
      />
      <Field label={own('about')} value={about} onInput={setAbout} lines={2} />
      <fieldset class={page.plain} aria-label={own('scope')}>
        <legend>{own('scope')}</legend>
        <div class={page.acts}>
          <Tick label={own('all')} radio="scope" checked={who === 'all'} onChange={() => setWho('all')} />
          <Tick label={own('some')} radio="scope" checked={who === 'some'} onChange={() => setWho('some')} />
          <Tick label={own('admins')} radio="scope" checked={who === 'admins'} onChange={() => setWho('admins')} />
        </div>
      </fieldset>
      {who === 'some' && <ScopePicker label={own('some')} state={props.state} value={picked} onChange={setPicked} />}
      {tried && nobody && (
        <p role="alert" class={page.problem}>
          {own('someBad')}
        </p>
      )}
    </Dialog>
  );
}
