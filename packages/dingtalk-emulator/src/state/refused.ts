/** What DingTalk refuses in its consoles, in both languages. */
export class Refused extends RangeError {
  readonly en: string;
  constructor(zh: string, en: string) {
    super(zh);
    this.name = 'Refused';
    this.en = en;
  }
}
