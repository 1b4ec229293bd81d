import { Bar, useLate } from '../../ui/skeleton.tsx';
import s from './loading.module.css';
import { partsText } from './parts-text.ts';

/** The shape of rows that are on their way; nothing at all in the first moment. */
export function LoadingRows({ rows = 4 }: { readonly rows?: number }) {
  const late = useLate();
  return (
    <div className={s.rows} aria-busy="true">
      <span className="sr" role="status">
        {partsText().loading}
      </span>
      {late
        ? Array.from({ length: rows }, (_, at) => (
            <div key={at} className={s.row}>
              <Bar width="96px" />
              <Bar width={`${60 - at * 6}%`} />
            </div>
          ))
        : null}
    </div>
  );
}
