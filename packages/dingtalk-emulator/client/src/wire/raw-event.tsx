import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { FullState } from '../../../src/client-api/state.ts';
import { control, useAct } from '../control.ts';
import { useWords } from '../i18n-words.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field, Select } from '../ui/field.tsx';
import { Outcome } from '../ui/outcome.tsx';

const words = {
  title: ['发送任意事件', 'Send any event'],
  type: ['事件类型', 'Type of the event'],
  typeHint: ['文档里有的，或没有的。', 'One of the documents, or not.'],
  fields: ['字段（JSON 对象）', 'Fields (a JSON object)'],
  bad: ['不是 JSON 对象。', 'This is no JSON object.'],
  to: ['应用', 'App'],
  all: ['所有订阅的应用', 'Every app that has subscribed'],
  send: ['发送', 'Send'],
  cancel: ['取消', 'Cancel'],
} as const;

/** An event that no change of the organisation made: unknown types, odd fields. */
export function RawEvent({ state, onClose }: { state: FullState; onClose: () => void }): JSX.Element {
  const own = useWords(words);
  const act = useAct();
  const [type, setType] = useState('label_user_change');
  const [fields, setFields] = useState('{}');
  const [appKey, setAppKey] = useState('');
  const parsed = readObject(fields);
  const submit = () => {
    if (!parsed || type.trim() === '') return;
    void act
      .run(() => control('events/raw', { type: type.trim(), fields: parsed, ...(appKey ? { appKey } : {}) }))
      .then((done) => done && onClose());
  };
  return (
    <Dialog
      title={own('title')}
      onClose={onClose}
      onSubmit={submit}
      buttons={
        <>
          <Button onClick={onClose}>{own('cancel')}</Button>
          <Button kind="primary" submit busy={act.busy}>
            {own('send')}
          </Button>
        </>
      }
    >
      <Select
        label={own('to')}
        value={appKey}
        onChange={setAppKey}
        choices={[{ value: '', text: own('all') }, ...state.apps.map((app) => ({ value: app.appKey, text: app.name }))]}
      />
      <Field label={own('type')} value={type} onInput={setType} mono hint={own('typeHint')} autofocus />
      <Field
        label={own('fields')}
        value={fields}
        onInput={setFields}
        mono
        lines={6}
        problem={parsed ? '' : own('bad')}
      />
      <Outcome act={act} />
    </Dialog>
  );
}

function readObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
