import s from './progress.module.css';

/** How far something is, as a bar and in words. */
export function Progress(props: {
  readonly label: string;
  readonly done: number;
  readonly of: number;
  readonly words: string;
}) {
  const share = props.of > 0 ? Math.min(1, props.done / props.of) : 0;
  return (
    <div className={s.progress}>
      <div
        className={s.track}
        role="progressbar"
        aria-label={props.label}
        aria-valuemin={0}
        aria-valuemax={props.of}
        aria-valuenow={props.done}
        aria-valuetext={props.words}
      >
        <div className={s.fill} style={{ width: `${share * 100}%` }} />
      </div>
      <p className={s.words}>{props.words}</p>
    </div>
  );
}
