import type { Text2 } from '@hongyan/kit';
import type { Finding } from './ports.ts';

type More = Omit<Finding, 'state' | 'finding'>;

const text = (zh: string, en: string): Text2 => ({ zh, en });

/** Findings, in the two languages. */
export const passed = (zh: string, en: string, more: More = {}): Finding => ({
  state: 'passed',
  finding: text(zh, en),
  ...more,
});
export const warning = (zh: string, en: string, more: More = {}): Finding => ({
  state: 'warning',
  finding: text(zh, en),
  ...more,
});
export const failed = (zh: string, en: string, more: More = {}): Finding => ({
  state: 'failed',
  finding: text(zh, en),
  ...more,
});
export const notTested = (zh: string, en: string, more: More = {}): Finding => ({
  state: 'not_tested',
  finding: text(zh, en),
  ...more,
});
export const advice = (zh: string, en: string): Pick<Finding, 'advice'> => ({ advice: text(zh, en) });
