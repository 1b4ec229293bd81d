import s from './icon.module.css';

export interface IconProps {
  /** One of the constants of `icons.ts`. */
  readonly icon: string;
  readonly size?: 14 | 16 | 18 | 20 | 22 | 24;
  /** Only for an icon that stands alone as information; without it the icon is decoration. */
  readonly label?: string | undefined;
  readonly className?: string | undefined;
}

const strokes = { 14: 2, 16: 1.8, 18: 1.7, 20: 1.6, 22: 1.6, 24: 1.6 } as const;

/** A line icon. Its drawing is a constant of ours, never a text from outside. */
export function Icon({ icon, size = 20, label, className }: IconProps) {
  return (
    <svg
      className={className ? `${s.icon} ${className}` : s.icon}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      strokeWidth={strokes[size]}
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      dangerouslySetInnerHTML={{ __html: icon }}
    />
  );
}
