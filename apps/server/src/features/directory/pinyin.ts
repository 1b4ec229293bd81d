/** How a name is typed: whole syllables, and their first letters. */
export interface Spelled {
  /** `chenming`, of 陈明. */
  readonly full: string;
  /** `cm`. */
  readonly initials: string;
}

/** Spells names; synchronous once it is loaded. */
export type Speller = (name: string) => Spelled;

let loading: Promise<Speller> | undefined;

/** The dictionary is loaded when the first name has to be spelled: most processes never do. */
export function loadSpeller(): Promise<Speller> {
  loading ??= load();
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

async function load(): Promise<Speller> {
  const { pinyin } = await import('pinyin-pro');
  return (name) => {
    // `surname`: 单 is Shan and 曾 is Zeng at the head of a name. `v`: people type lv for 吕.
    const parts = pinyin(name.toLowerCase(), {
      toneType: 'none',
      type: 'array',
      surname: 'head',
      nonZh: 'consecutive',
      v: true,
    }).flatMap((part) => part.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== ''));
    return { full: parts.join(''), initials: parts.map((part) => part[0]).join('') };
  };
}
