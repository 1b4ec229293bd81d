import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { host } from '../../dingtalk/current.ts';
import { cx } from '../../ui/cx.ts';
import type { Place } from '../place.ts';
import { Link } from '../router.tsx';
import { shellText } from '../shell/shell-text.ts';
import s from './page.module.css';

export interface PageProps {
  readonly title: string;
  /** Where the screen lies: 企业设置 › 自建应用管理. */
  readonly trail?: readonly { readonly label: string; readonly to?: Place }[];
  /** Tags and a line beside the title. */
  readonly beside?: ReactNode;
  readonly acts?: ReactNode;
  /** As wide as cards to be read or filled in. */
  readonly narrow?: boolean;
  /** The title is for screen readers only. */
  readonly quiet?: boolean;
  readonly children: ReactNode;
}

/** The head of a screen and what stands under it. */
export function Page({ title, trail, beside, acts, narrow, quiet, children }: PageProps) {
  const name = shellText().title(title);
  useEffect(() => host.setTitle(name), [name]);
  if (quiet)
    return (
      <>
        <h1 className="sr">{title}</h1>
        {children}
      </>
    );
  return (
    <>
      <div className={cx(s.head, narrow && s.narrow)}>
        <div className={s.words}>
          {trail ? (
            <div className={s.trail}>
              {trail.map((step, at) => (
                <span key={step.label}>
                  {at > 0 ? ' › ' : null}
                  {step.to ? <Link to={step.to}>{step.label}</Link> : step.label}
                </span>
              ))}
            </div>
          ) : null}
          <div className={s.line}>
            <h1 className={s.title}>{title}</h1>
            {beside}
          </div>
        </div>
        {acts ? <div className={s.acts}>{acts}</div> : null}
      </div>
      {children}
    </>
  );
}
