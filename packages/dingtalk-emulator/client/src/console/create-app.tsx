import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { control, useAct } from '../control.ts';
import { useText } from '../i18n.ts';
import { useWords } from '../i18n-words.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Outcome } from '../ui/outcome.tsx';
import { words } from './words.ts';

/** Asks for the name and the description of a new app. */
export function CreateApp(props: { onClose: () => void; onCreated: (appKey: string) => void }): JSX.Element {
  const say = useText();
  const text = useWords(words);
  const act = useAct();
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [tried, setTried] = useState(false);
  const length = [...name.trim()].length;
  const nameBad = length < 2 || length > 20;
  const descriptionBad = [...description].length > 200;
  const submit = () => {
    setTried(true);
    if (nameBad || descriptionBad) return;
    void act.run(async () => {
      const made = await control('apps/create', {
        name: name.trim(),
        ...(description.trim() ? { description: description.trim() } : {}),
      });
      props.onCreated(made.appKey);
    });
  };
  return (
    <Dialog
      title={text('create')}
      onClose={props.onClose}
      onSubmit={submit}
      buttons={
        <>
          <Button onClick={props.onClose}>{text('cancel')}</Button>
          <Button kind="primary" submit busy={act.busy}>
            {say('save')}
          </Button>
        </>
      }
    >
      <Field
        label={text('name')}
        value={name}
        onInput={setName}
        hint={text('nameHint')}
        problem={tried && nameBad ? text('nameHint') : ''}
        autofocus
        required
      />
      <Field
        label={text('description')}
        value={description}
        onInput={setDescription}
        lines={3}
        hint={text('descriptionHint')}
        problem={descriptionBad ? text('descriptionHint') : ''}
      />
      <Outcome act={act} />
    </Dialog>
  );
}
