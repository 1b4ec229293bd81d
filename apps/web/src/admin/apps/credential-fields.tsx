import { useState } from 'react';
import { IconButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { eye } from '../../ui/icons.ts';
import { partsText } from '../parts/parts-text.ts';
import s from './app-form.module.css';
import { appsText } from './apps-text.ts';
import type { FormPart } from './form-part.ts';

/** CorpId, AgentId, AppKey and AppSecret, in the order of the vendor guide's notes. */
export function CredentialFields({ form, problems, set, isNew }: FormPart & { readonly isNew: boolean }) {
  const t = appsText();
  const words = partsText();
  const [shown, setShown] = useState(false);
  return (
    <div className={s.fields}>
      <Field
        label="CorpId"
        value={form.corpId}
        error={problems.corpId}
        hint={isNew ? t.corpIdHint : t.corpIdFixed}
        disabled={!isNew}
        autoComplete="off"
        onInput={(value) => set('corpId', value)}
      />
      <Field
        label="AgentId"
        value={form.agentId}
        error={problems.agentId}
        hint={t.agentIdHint}
        autoComplete="off"
        onInput={(value) => set('agentId', value)}
      />
      <Field
        label="AppKey"
        value={form.appKey}
        error={problems.appKey}
        hint={t.appKeyHint}
        autoComplete="off"
        onInput={(value) => set('appKey', value)}
      />
      <Field
        label="AppSecret"
        type={shown ? 'text' : 'password'}
        value={form.appSecret}
        error={problems.appSecret}
        hint={isNew ? t.appSecretHint : t.appSecretKept}
        autoComplete="new-password"
        onInput={(value) => set('appSecret', value)}
        end={
          <IconButton
            icon={eye}
            size={28}
            label={shown ? words.hideOf('AppSecret') : words.showOf('AppSecret')}
            pressed={shown}
            onClick={() => setShown(!shown)}
          />
        }
      />
    </div>
  );
}
