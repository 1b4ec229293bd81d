import type { Host } from './host.ts';

/** A plain browser: no bridge, and no pretence of one. */
export const browserHost: Host = {
  kind: 'browser',
  authCode: () => Promise.resolve({ kind: 'absent' }),
  setTitle(title) {
    document.title = title;
  },
  setRight: () => Promise.resolve(false),
  openLink(url) {
    window.open(url, '_blank', 'noopener');
  },
  close() {
    window.close();
  },
};
