type Params = Readonly<Record<string, unknown>>;

/** Parameters come from a page: each is read by its type, or left at its default. */
export const textParam = (params: Params, name: string): string =>
  typeof params[name] === 'string' ? params[name] : '';

export const numberParam = (params: Params, name: string, otherwise: number): number =>
  typeof params[name] === 'number' && Number.isFinite(params[name]) ? params[name] : otherwise;

export const flagParam = (params: Params, name: string, otherwise: boolean): boolean =>
  typeof params[name] === 'boolean' ? params[name] : otherwise;

export const listParam = (params: Params, name: string): readonly unknown[] =>
  Array.isArray(params[name]) ? params[name] : [];
