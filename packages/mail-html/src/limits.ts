import { AppError } from '@hongyan/kit';

/**
 * What one mail may cost. Real newsletters stay far below; crafted mail stops here instead of in the parser.
 * Depth stays under 512 with our own wrappers counted, since Blink flattens deeper trees and so would see another tree than we do.
 */
export const limits = {
  characters: 3_000_000,
  elements: 60_000,
  depth: 400,
  attributes: 300,
  sheetCharacters: 256 * 1024,
  styleCharacters: 8 * 1024,
  linkCharacters: 16 * 1024,
  passes: 8,
} as const;

/** The one way out of the washer: callers show the text or offer the original instead. */
export const tooComplex = (detail: string): AppError => new AppError('mail.too_complex', { detail });
