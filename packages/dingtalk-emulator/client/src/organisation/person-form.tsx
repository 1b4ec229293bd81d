import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { FullState } from '../../../src/client-api/state.ts';
import type { EmulatorPerson } from '../../../src/model.ts';
import { control } from '../control.ts';
import { useText } from '../i18n.ts';
import { useWords } from '../i18n-words.ts';
import { ScopePicker } from '../people/scope-picker.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field, Tick } from '../ui/field.tsx';
import { Outcome } from '../ui/outcome.tsx';
import css from './contacts.module.css';
import type { Changes } from './use-changes.ts';
import { words as shared } from './words.ts';

const words = {
  userId: ['userid', 'userid'],
  userIdHint: [
    '企业内唯一，以后不能改。字母、数字、_ - @ .',
    'Unique here and never changed: letters, digits, _ - @ .',
  ],
  nameHint: ['请填姓名。', 'A name is needed.'],
  mobile: ['手机号', 'Mobile number'],
  jobNumber: ['工号', 'Job number'],
  orgEmail: ['企业邮箱', 'Mail of the organisation'],
  departments: ['所在部门', 'Departments'],
  departmentsBad: ['请选至少一个部门。', 'Choose at least one department.'],
  inactive: ['还没有激活钉钉', 'Has not activated DingTalk yet'],
  add: ['添加成员', 'Add a person'],
  change: ['编辑成员', 'Edit the person'],
} as const;

const newId = (): string => `user${Date.now().toString(36)}`;

/** A new person, or another state of one. Only what differs is sent. */
export function PersonForm(props: {
  state: FullState;
  person: EmulatorPerson | undefined;
  departmentId: number;
  changes: Changes;
  onClose: () => void;
}): JSX.Element {
  const { person, changes } = props;
  const say = useText();
  const own = useWords(words);
  const text = useWords(shared);
  const [userId, setUserId] = useState(person?.userId ?? newId);
  const [fields, setFields] = useState({
    name: person?.name ?? '',
    title: person?.title ?? '',
    mobile: person?.mobile ?? '',
    email: person?.email ?? '',
    orgEmail: person?.orgEmail ?? '',
    jobNumber: person?.jobNumber ?? '',
  });
  const [departmentIds, setDepartmentIds] = useState<readonly number[]>(
    person ? (person.departmentIds ?? [person.departmentId]) : [props.departmentId],
  );
  const [inactive, setInactive] = useState(false);
  const [tried, setTried] = useState(false);
  const nameBad = fields.name.trim() === '';
  const idBad = !/^[\w@.-]{1,64}$/.test(userId);
  const nowhere = departmentIds.length === 0;
  const field = (name: keyof typeof fields, label: string, problem = '') => (
    <Field
      label={label}
      value={fields[name]}
      onInput={(value) => setFields((now) => ({ ...now, [name]: value }))}
      problem={problem}
      autofocus={name === 'name'}
    />
  );
  const submit = () => {
    setTried(true);
    if (nameBad || idBad || nowhere) return;
    const given = Object.fromEntries(
      Object.entries(fields).flatMap(([name, value]) =>
        value.trim() !== '' || person?.[name as keyof typeof fields] ? [[name, value.trim()]] : [],
      ),
    );
    const places = { departmentId: departmentIds[0]!, departmentIds };
    const done = person
      ? changes.make(`${own('change')} ${fields.name}`, ['user_modify_org'], () =>
          control('people/change', { userId: person.userId, change: { ...given, ...places } }),
        )
      : changes.make(`${own('add')} ${fields.name}`, ['user_add_org'], () =>
          control('people/add', {
            person: {
              userId,
              unionId: `u${userId}`,
              name: fields.name.trim(),
              title: fields.title.trim(),
              isAdmin: false,
              ...given,
              ...places,
              ...(inactive ? { active: false } : {}),
            },
          }),
        );
    void done.then((ok) => ok && props.onClose());
  };
  return (
    <Dialog
      title={own(person ? 'change' : 'add')}
      wide
      onClose={props.onClose}
      onSubmit={submit}
      buttons={
        <>
          <Button onClick={props.onClose}>{text('cancel')}</Button>
          <Button kind="primary" submit busy={changes.act.busy}>
            {say('save')}
          </Button>
        </>
      }
    >
      <div class={css.two}>
        {field('name', text('name'), tried && nameBad ? own('nameHint') : '')}
        {field('title', text('title'))}
      </div>
      {!person && (
        <Field
          label={own('userId')}
          value={userId}
          onInput={setUserId}
          mono
          hint={own('userIdHint')}
          problem={tried && idBad ? own('userIdHint') : ''}
        />
      )}
      <div class={css.two}>
        {field('email', text('mail'))}
        {field('orgEmail', own('orgEmail'))}
        {field('mobile', own('mobile'))}
        {field('jobNumber', own('jobNumber'))}
      </div>
      <ScopePicker
        label={own('departments')}
        state={props.state}
        noPeople
        value={{ departmentIds, userIds: [] }}
        onChange={(value) => setDepartmentIds(value.departmentIds)}
      />
      {tried && nowhere && <Outcome act={{ problem: own('departmentsBad'), done: '' }} />}
      {!person && <Tick label={own('inactive')} checked={inactive} onChange={setInactive} />}
      <Outcome act={{ problem: changes.act.problem, done: '' }} />
    </Dialog>
  );
}
