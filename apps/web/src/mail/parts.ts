import { lazyPart } from '../ui/lazy-part.tsx';

const loadReader = () => import('./reader/reader.tsx').then((module) => module.Reader);

/** Reader and composer come when they are first needed. */
export const Reader = lazyPart(loadReader);
export const Composer = lazyPart(
  () => import('./composer/composer.tsx').then((module) => module.Composer),
  ({ onClose }) => onClose,
);

/** Fetches the reader before it is asked for: at once for a notice, else when the list is drawn. */
export const warmReader = (): void => void loadReader().catch(() => undefined);
