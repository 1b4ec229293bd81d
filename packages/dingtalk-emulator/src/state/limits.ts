import type { Edition, Limits } from '../model.ts';

/** What each edition brings (dingtalk-api.md §10.3); an add-on pack comes on top of the standard edition. */
const ofEdition: Readonly<Record<Edition, Pick<Limits, 'qps' | 'monthlyCalls' | 'monthlyMessages'>>> = {
  standard: { qps: 20, monthlyCalls: 5000, monthlyMessages: 3000 },
  professional: { qps: 20, monthlyCalls: 200_000, monthlyMessages: 50_000 },
  addon: { qps: 60, monthlyCalls: 5_005_000, monthlyMessages: 503_000 },
};

/** The limits in force; buying another edition changes them. */
export interface LimitBook {
  readonly now: Limits;
  readonly edition: Edition;
  setEdition(edition: Edition): void;
}

export function createLimits(edition: Edition, given: Partial<Limits>): LimitBook {
  const others = { dailyPerPerson: 500, recipientsPerMinute: 5000, callsPerIp: 10_000 };
  const book = {
    now: { ...others, ...ofEdition[edition], ...given },
    edition,
    setEdition(next: Edition) {
      book.edition = next;
      book.now = { ...book.now, ...ofEdition[next] };
    },
  };
  return book;
}
