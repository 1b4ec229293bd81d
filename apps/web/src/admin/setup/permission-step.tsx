import { numberText } from '../../i18n/dates.ts';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { check, close } from '../../ui/icons.ts';
import { notTested } from '../../ui/icons-console.ts';
import { Tag } from '../../ui/tag.tsx';
import { permissionStates } from '../doctor/sort-checks.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import s from './setup-page.module.css';
import { setupText } from './setup-text.ts';
import { Step } from './step.tsx';
import type { StepProps } from './step-props.ts';

const icons = { granted: check, missing: close, unknown: notTested } as const;

/** 权限管理: what to apply for, and which of it is there. */
export function PermissionStep({ app, checks }: Pick<StepProps, 'app' | 'checks'>) {
  const t = setupText();
  const permissions = permissionStates(app.values.permissions, checks);
  const missing = permissions.filter((one) => one.state === 'missing').length;
  return (
    <Step
      number={4}
      title={t.step4}
      checks={checks}
      where={t.step4Where}
      tag={
        missing > 0 ? (
          <Tag tone="danger">{t.permissionsMissing(numberText(permissions.length), numberText(missing))}</Tag>
        ) : undefined
      }
    >
      <ul className={s.chips}>
        {permissions.map((one) => (
          <li key={one.code} className={cx(s.chip, s[one.state])} title={one.code}>
            <Icon icon={icons[one.state]} size={16} label={t.permissionStates[one.state]} />
            {one.name}
          </li>
        ))}
        <li>
          <CopyButton
            of={t.copyPermissions}
            words={t.copyPermissionsWords}
            text={permissions.map((one) => one.name).join('\n')}
          />
        </li>
      </ul>
    </Step>
  );
}
