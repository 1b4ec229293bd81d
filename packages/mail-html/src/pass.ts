import type { WashOptions } from './types.ts';

/** The notes of one walk through the tree. */
export interface Pass {
  readonly options: WashOptions;
  /** Addresses that the options gave out: they stay when the output is walked again. */
  readonly own: Set<string>;
  readonly contentIds: Set<string>;
  /** Washed style attributes by their source: tables repeat the same few hundreds of times. */
  readonly styles: Map<string, string>;
  readonly sheets: string[];
  blocked: number;
  designed: boolean;
  /** A style sheet speaks of the body element, so a box must stand for it. */
  needsBody: boolean;
}

export const beginPass = (options: WashOptions, own: Set<string> = new Set()): Pass => ({
  options,
  own,
  contentIds: new Set(),
  styles: new Map(),
  sheets: [],
  blocked: 0,
  designed: false,
  needsBody: false,
});
