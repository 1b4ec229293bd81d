import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { NetworkMode } from '../../../src/model.ts';
import { Icon } from '../ui/icon.tsx';
import css from './status-bar.module.css';

/** The phone's own line: clock, signal, network, battery. */
export function StatusBar({ network, onPage }: { network: NetworkMode; onPage: boolean }): JSX.Element {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 10_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <div class={css.bar} data-on-page={onPage} aria-hidden="true">
      <span>{now.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}</span>
      <span class={css.icons}>
        <Icon name="signal" size={18} />
        {network === 'slow' ? <small>3G</small> : <Icon name={network === 'offline' ? 'wifioff' : 'wifi'} size={18} />}
        <Icon name="battery" size={22} />
      </span>
    </div>
  );
}
