import type { AppForm, AppFormField, ProviderChoice } from '@hongyan/contract';

/** What the page can tell without asking: `missing`, or `wrong` in its shape. */
export type FormProblem = 'missing' | 'wrong';
export type FormProblems = Partial<Record<AppFormField, FormProblem>>;

/** All problems of a form at once. The server decides; this only spares a round trip. */
export function checkForm(
  form: AppForm,
  options: { readonly isNew: boolean; readonly provider: ProviderChoice | undefined },
): FormProblems {
  const problems: FormProblems = {};
  const need = (field: AppFormField, shape?: RegExp) => {
    const text = String(form[field] ?? '').trim();
    if (text === '') problems[field] = 'missing';
    else if (shape && !shape.test(text)) problems[field] = 'wrong';
  };
  need('corpId', /^[A-Za-z0-9]+$/);
  need('agentId', /^[1-9][0-9]*$/);
  need('appKey', /^[\w-]+$/);
  if (options.isNew) need('appSecret');
  need('mailDomain', /^@?([^\s@/:.]+\.)+[^\s@/:.]{2,}$/);
  need('providerId');
  if (options.provider && !options.provider.imap) need('imap', /^imaps?(\+starttls)?:\/\/[^\s/]+$/);
  if (options.provider && !options.provider.smtp) need('smtp', /^smtps?(\+starttls)?:\/\/[^\s/]+$/);
  return problems;
}

/** The form as it is sent: texts without blanks around them, empty choices left out. */
export function tidyForm(form: AppForm): AppForm {
  const optional = (text: string | undefined) => text?.trim() || undefined;
  const { imap, smtp, addressPattern, publicUrl, ...rest } = form;
  const kept = {
    imap: optional(imap),
    smtp: optional(smtp),
    addressPattern: optional(addressPattern),
    publicUrl: optional(publicUrl),
  };
  return {
    ...rest,
    corpId: form.corpId.trim(),
    agentId: form.agentId.trim(),
    appKey: form.appKey.trim(),
    appSecret: form.appSecret.trim(),
    mailDomain: form.mailDomain.trim().replace(/^@/, ''),
    ...Object.fromEntries(Object.entries(kept).filter(([, text]) => text !== undefined)),
  };
}
