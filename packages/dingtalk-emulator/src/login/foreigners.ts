/** Somebody with a DingTalk account who does not work in this organisation. */
export interface Foreigner {
  readonly id: string;
  readonly name: string;
  readonly unionId: string;
  readonly company: string;
}

/** Offered on the sign-in page, so that a refusal can be seen: an internal app admits its own people only (dingtalk-api.md §1.5). */
export const foreigners: readonly Foreigner[] = [
  { id: '~heyuan', name: '何远', unionId: 'uForeignHeyuan', company: '远山贸易' },
  { id: '~emma', name: 'Emma Stone', unionId: 'uForeignEmma', company: 'Northwind' },
];
