import type { ProviderChoice } from '@hongyan/contract';
import { useState } from 'react';
import { language } from '../../i18n/language.ts';
import { Field } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { down, up } from '../../ui/icons.ts';
import { CheckField } from '../parts/check-field.tsx';
import { SelectField } from '../parts/select-field.tsx';
import s from './app-form.module.css';
import { appsText } from './apps-text.ts';
import type { FormPart } from './form-part.ts';

/** The mail domain, whose mail system it is, and, folded, what few need. */
export function MailFields(
  props: FormPart & { readonly providers: readonly ProviderChoice[]; readonly provider: ProviderChoice | undefined },
) {
  const t = appsText();
  const { form, problems, set, provider, providers } = props;
  const needsHosts = provider !== undefined && (!provider.imap || !provider.smtp);
  const hidden =
    problems.addressPattern ??
    problems.publicUrl ??
    problems.onPremise ??
    (needsHosts ? undefined : (problems.imap ?? problems.smtp));
  const [open, setOpen] = useState(
    Boolean(
      form.onPremise || form.tlsMode === 'legacy' || form.addressPattern || (!needsHosts && (form.imap || form.smtp)),
    ),
  );
  const shown = open || hidden !== undefined;
  const hosts = (
    <>
      <Field
        label={t.imap}
        value={form.imap ?? ''}
        placeholder={provider?.imap ?? 'imaps://imap.example.com:993'}
        error={problems.imap}
        hint={provider?.imap ? t.imapOwn : t.imapHint}
        autoComplete="off"
        onInput={(value) => set('imap', value)}
      />
      <Field
        label={t.smtp}
        value={form.smtp ?? ''}
        placeholder={provider?.smtp ?? 'smtps://smtp.example.com:465'}
        error={problems.smtp}
        hint={provider?.smtp ? t.imapOwn : t.smtpHint}
        autoComplete="off"
        onInput={(value) => set('smtp', value)}
      />
    </>
  );
  return (
    <>
      <div className={s.fields}>
        <Field
          label={t.domain}
          value={form.mailDomain}
          placeholder="example.com"
          error={problems.mailDomain}
          hint={t.mailDomainHint}
          autoComplete="off"
          onInput={(value) => set('mailDomain', value)}
        />
        <SelectField
          label={t.provider}
          value={form.providerId}
          error={problems.providerId}
          hint={provider?.imap ? undefined : t.providerHint}
          options={[
            ...(form.providerId ? [] : [{ value: '', label: t.providerChoose }]),
            ...providers.map((one) => ({ value: one.id, label: one.name[language.value] })),
          ]}
          onChange={(value) => set('providerId', value)}
        />
        {provider?.imap && provider.smtp && !form.imap && !form.smtp ? (
          <p className={s.hosts}>
            {t.receive} <code>{provider.imap}</code>
            <br />
            {t.sendOut} <code>{provider.smtp}</code>
          </p>
        ) : null}
        {needsHosts ? hosts : null}
      </div>
      <button type="button" className={s.fold} aria-expanded={shown} onClick={() => setOpen(!open)}>
        <Icon icon={shown ? up : down} size={16} />
        {t.more}
      </button>
      {shown ? (
        <div className={s.fields}>
          {needsHosts ? null : hosts}
          <Field
            label={t.pattern}
            value={form.addressPattern ?? ''}
            placeholder="{jobNumber}@example.com"
            error={problems.addressPattern}
            hint={t.patternHint}
            autoComplete="off"
            onInput={(value) => set('addressPattern', value)}
          />
          <Field
            label={t.publicUrl}
            value={form.publicUrl ?? ''}
            placeholder="https://mail.example.com"
            error={problems.publicUrl}
            hint={t.publicUrlHint}
            autoComplete="off"
            onInput={(value) => set('publicUrl', value)}
          />
          <CheckField
            label={t.onPremise}
            hint={t.onPremiseHint}
            checked={form.onPremise ?? false}
            error={problems.onPremise}
            onChange={(checked) => set('onPremise', checked)}
          />
          <CheckField
            label={t.tlsLegacy}
            hint={t.tlsLegacyHint}
            checked={form.tlsMode === 'legacy'}
            onChange={(checked) => set('tlsMode', checked ? 'legacy' : 'modern')}
          />
        </div>
      ) : null}
    </>
  );
}
