import { useEffect, useState } from 'react';

/** Is the page dark at the moment, by the system or by its own switch? */
export function useDark(): boolean {
  const [dark, setDark] = useState(isDark);
  useEffect(() => {
    const read = () => setDark(isDark());
    const system = matchMedia('(prefers-color-scheme: dark)');
    const root = new MutationObserver(read);
    system.addEventListener('change', read);
    root.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    return () => {
      system.removeEventListener('change', read);
      root.disconnect();
    };
  }, []);
  return dark;
}

const isDark = (): boolean => getComputedStyle(document.documentElement).colorScheme === 'dark';
