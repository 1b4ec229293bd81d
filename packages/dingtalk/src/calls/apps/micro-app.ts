import { type Fields, numberField, textField } from '../../fields.ts';
import type { MicroApp } from './types.ts';

/** An app as the lists print one (dingtalk-api.md §5.8); undefined without an id. */
export function toMicroApp(fields: Fields): MicroApp | undefined {
  const agentId = numberField(fields, 'agentId');
  if (agentId === undefined) return undefined;
  const homeUrl = textField(fields, 'homepageLink');
  const pcHomeUrl = textField(fields, 'pcHomepageLink');
  return {
    agentId,
    name: textField(fields, 'name') ?? '',
    isOn: numberField(fields, 'appStatus') === 1,
    ...(homeUrl ? { homeUrl } : {}),
    ...(pcHomeUrl ? { pcHomeUrl } : {}),
  };
}
