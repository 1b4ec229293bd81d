import { computed, signal } from '@preact/signals';

/** What fits: a stack of screens, DingTalk's side panel, two panes or three (ui kit §7). */
export type Layout = 'phone' | 'two' | 'three';

const width = signal(typeof window === 'undefined' ? 1280 : window.innerWidth);
if (typeof window !== 'undefined') {
  window.addEventListener('resize', () => {
    width.value = window.innerWidth;
  });
}

export const layoutOf = (px: number): Layout => (px < 700 ? 'phone' : px < 1024 ? 'two' : 'three');

/** The layout of the moment; reading it in a component redraws the component when it changes. */
export const layout = computed<Layout>(() => layoutOf(width.value));

/** True where sheets, large controls and swipes belong. */
export const isPhone = computed(() => layout.value === 'phone');
