import { Bar, Square, useLate } from '../../ui/skeleton.tsx';
import s from './list-skeleton.module.css';

const widths = [
  ['28%', '72%', '86%'],
  ['22%', '58%', '78%'],
  ['34%', '66%', '52%'],
  ['26%', '48%', '82%'],
  ['30%', '70%', '64%'],
  ['24%', '54%', '74%'],
] as const;

/** Rows without words: what the list will look like. Shown only when it takes a moment. */
export function ListSkeleton({ phone }: { readonly phone: boolean }) {
  if (!useLate()) return null;
  return (
    <div className={phone ? s.phone : s.pc} aria-hidden="true">
      {widths.map(([name, subject, preview]) => (
        <div key={subject} className={s.row}>
          <Square size={phone ? 40 : 32} />
          <div className={s.lines}>
            <Bar width={name} />
            <Bar width={subject} />
            <Bar width={preview} />
          </div>
        </div>
      ))}
    </div>
  );
}
