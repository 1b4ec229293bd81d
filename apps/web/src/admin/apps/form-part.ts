import type { AppForm, AppFormField } from '@hongyan/contract';

/** What every part of the form works on. */
export interface FormPart {
  readonly form: AppForm;
  readonly problems: Partial<Record<AppFormField, string>>;
  readonly set: <K extends AppFormField>(field: K, value: AppForm[K]) => void;
}
