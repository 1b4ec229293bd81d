import { AppError } from '@hongyan/kit';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';

/** Checks one part of a request; throws `request.invalid` that names the field. */
export type Validate = (value: unknown) => unknown;

/** Bodies are taken as they are: a number in quotes is not a number. */
export function createBodyValidator(schema: TSchema): Validate {
  const compiled = Compile(schema);
  return (value) => {
    if (!compiled.Check(value)) throw refusal(compiled.Errors(value), 'body');
    return value;
  };
}

/** Addresses hold text only: numbers and booleans are read out of it. */
export function createTextValidator(schema: TSchema, part: 'query' | 'params'): Validate {
  const compiled = Compile(schema);
  return (value) => {
    const converted = Value.Convert(schema, { ...(value as object) });
    if (!compiled.Check(converted)) throw refusal(compiled.Errors(converted), part);
    return converted;
  };
}

function refusal(
  errors: readonly { instancePath: string; message: string; params?: object }[],
  part: string,
): AppError {
  // The deepest field says most; the value itself is not repeated.
  const error = [...errors].sort((a, b) => b.instancePath.length - a.instancePath.length)[0];
  return new AppError('request.invalid', {
    detail: `${part}${error?.instancePath ?? ''} ${error?.message ?? ''}`.trim(),
  });
}
