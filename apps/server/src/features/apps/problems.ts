import type { AppFormField } from '@hongyan/contract';
import type { Text2 } from '@hongyan/kit';

/** One thing that is wrong with what was entered: the field, and words for a person. */
export interface FormProblem {
  readonly field: AppFormField;
  readonly text: Text2;
}

/** A problem in the two languages. */
export const problem = (field: AppFormField, zh: string, en: string): FormProblem => ({ field, text: { zh, en } });

/** Problems as the error body has them: the first one of each field. */
export function toFields(problems: readonly FormProblem[]): Readonly<Record<string, Text2>> {
  const fields: Record<string, Text2> = {};
  for (const { field, text } of problems) fields[field] ??= text;
  return fields;
}
