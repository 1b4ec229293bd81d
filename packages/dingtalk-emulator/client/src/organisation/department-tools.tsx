import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { FullState } from '../../../src/client-api/state.ts';
import type { EmulatorDepartment } from '../../../src/model.ts';
import { control } from '../control.ts';
import { useText } from '../i18n.ts';
import { useWords } from '../i18n-words.ts';
import { goTo } from '../place.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field, Select } from '../ui/field.tsx';
import { Outcome } from '../ui/outcome.tsx';
import type { Changes } from './use-changes.ts';
import { words as shared } from './words.ts';

const words = {
  name: ['部门名称', 'Name of the department'],
  parent: ['上级部门', 'Above it'],
  nameHint: ['1 到 64 个字，不能有 - , ，', '1 to 64 characters, no - , ，'],
} as const;

/** What can be done to the chosen department; the root can only get others below it. */
export function DepartmentTools(props: {
  state: FullState;
  department: EmulatorDepartment;
  changes: Changes;
}): JSX.Element {
  const { department, changes } = props;
  const text = useWords(shared);
  const [asked, setAsked] = useState<'add' | 'edit' | 'remove'>();
  const isRoot = department.parentId === undefined;
  const close = () => setAsked(undefined);
  const remove = () =>
    void changes
      .make(`${text('removeDepartment')} ${department.name}`, ['org_dept_remove'], () =>
        control('departments/remove', { id: department.id }),
      )
      .then((done) => {
        close();
        if (done) goTo('contacts', String(department.parentId ?? 1));
      });
  return (
    <>
      <Button onClick={() => setAsked('add')}>{text('addDepartment')}</Button>
      {!isRoot && <Button onClick={() => setAsked('edit')}>{text('editDepartment')}</Button>}
      {!isRoot && (
        <Button kind="danger" onClick={() => setAsked('remove')}>
          {text('removeDepartment')}
        </Button>
      )}
      {(asked === 'add' || asked === 'edit') && (
        <DepartmentForm
          {...props}
          department={asked === 'edit' ? department : undefined}
          under={department.id}
          onClose={close}
        />
      )}
      {asked === 'remove' && (
        <Dialog
          title={`${text('departmentAsk')}${department.name}`}
          onClose={close}
          buttons={
            <>
              <Button onClick={close}>{text('cancel')}</Button>
              <Button kind="danger" busy={changes.act.busy} onClick={remove}>
                {text('removeDepartment')}
              </Button>
            </>
          }
        >
          <p>{text('departmentText')}</p>
        </Dialog>
      )}
    </>
  );
}

function DepartmentForm(props: {
  state: FullState;
  department: EmulatorDepartment | undefined;
  under: number;
  changes: Changes;
  onClose: () => void;
}): JSX.Element {
  const { department, changes } = props;
  const say = useText();
  const own = useWords(words);
  const text = useWords(shared);
  const [name, setName] = useState(department?.name ?? '');
  const [parent, setParent] = useState(String(department?.parentId ?? props.under));
  const [tried, setTried] = useState(false);
  const bad = !/^[^,，-]{1,64}$/u.test(name.trim());
  const title = text(department ? 'editDepartment' : 'addDepartment');
  const submit = () => {
    setTried(true);
    if (bad) return;
    const parentId = Number(parent);
    const done = department
      ? changes.make(`${title} ${name}`, ['org_dept_modify'], () =>
          control('departments/change', { id: department.id, name: name.trim(), parentId }),
        )
      : changes.make(`${title} ${name}`, ['org_dept_create'], () =>
          control('departments/add', { name: name.trim(), parentId }),
        );
    void done.then((ok) => ok && props.onClose());
  };
  return (
    <Dialog
      title={title}
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
      <Field
        label={own('name')}
        value={name}
        onInput={setName}
        problem={tried && bad ? own('nameHint') : ''}
        autofocus
      />
      <Select
        label={own('parent')}
        value={parent}
        onChange={setParent}
        choices={props.state.departments
          .filter(({ id }) => id !== department?.id)
          .map(({ id, name: text }) => ({ value: String(id), text }))}
      />
      <Outcome act={{ problem: changes.act.problem, done: '' }} />
    </Dialog>
  );
}
