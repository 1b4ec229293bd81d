import s from './goose.module.css';

const body =
  'M44 15.2c-2.6-.5-3.7-2.7-6.3-2.7-2.5 0-4 1.7-5.2 4.1-1.9 3.8-4.7 7.3-9.5 9.4-4.7 2-11 2.2-19 3.7 5.3 4.8 11.8 6.6 18 5.4 8.1-1.6 12.4-8.2 14.6-14.3.8-2.2 1.5-3.7 3-4.2 1.5-.4 3-.4 4.4-1.4Z';
const wing = 'M27.6 20.6C24.8 13.8 19.4 8 11.6 4.6c1.8 7.5 4.3 13.2 7.2 18.9 3.6-.4 6.5-1.2 8.8-2.9Z';

/** The mark: a wild goose in two pieces. */
export function Goose({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 -5 48 48" fill="currentColor" aria-hidden="true">
      <path d={body} />
      <path d={wing} />
    </svg>
  );
}

/** The mark in its tile: app icon, corner of the PC page, binding page. */
export function Logo({ size }: { readonly size: number }) {
  return (
    <span className={s.logo} style={{ width: `${size}px`, height: `${size}px`, borderRadius: `${size / 4}px` }}>
      <Goose size={Math.round(size * 0.8)} />
    </span>
  );
}

/** Five geese in flight: the picture of every empty state. */
export function Flock() {
  return (
    <span className={s.flock} aria-hidden="true">
      {[0, 1, 2, 3, 4].map((place) => (
        <span key={place} className={s[`g${place}`]}>
          <Goose size={[20, 26, 36, 26, 20][place] ?? 20} />
        </span>
      ))}
    </span>
  );
}
