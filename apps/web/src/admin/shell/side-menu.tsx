import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { Link, place } from '../router.tsx';
import { listSections } from './sections.ts';
import { shellText } from './shell-text.ts';
import s from './side-menu.module.css';

/** The sections of the console, one under the other. */
export function SideMenu({ onGo }: { readonly onGo?: () => void }) {
  const at = place.value.kind;
  return (
    <nav aria-label={shellText().sections} className={s.menu}>
      <ul>
        {listSections().map((entry) =>
          'heading' in entry ? (
            <li key={entry.heading} className={s.heading}>
              <Icon icon={entry.icon} />
              {entry.heading}
            </li>
          ) : (
            <li key={entry.label}>
              <Link
                to={entry.to}
                current={entry.holds.includes(at)}
                className={cx(s.entry, entry.under && s.under, entry.holds.includes(at) && s.on)}
                onGo={onGo}
              >
                {entry.icon ? <Icon icon={entry.icon} /> : null}
                {entry.label}
              </Link>
            </li>
          ),
        )}
      </ul>
    </nav>
  );
}
