import { effect, signal } from '@preact/signals';

export type Theme = 'auto' | 'light' | 'dark';

const key = 'hy.theme';

/** Light or dark: chosen, else as the system has it. */
export const theme = signal<Theme>(firstTheme());

/** Switches and remembers. */
export function setTheme(next: Theme): void {
  theme.value = next;
  try {
    localStorage.setItem(key, next);
  } catch {
    // Storage can be switched off; the choice then lasts as long as the page.
  }
}

function firstTheme(): Theme {
  try {
    const known = localStorage.getItem(key);
    if (known === 'light' || known === 'dark') return known;
  } catch {
    // see setTheme
  }
  return 'auto';
}

effect(() => {
  if (typeof document === 'undefined') return;
  const root = document.documentElement;
  if (theme.value === 'auto') delete root.dataset.theme;
  else root.dataset.theme = theme.value;
});
