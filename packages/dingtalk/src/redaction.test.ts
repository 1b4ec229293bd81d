import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutSecrets } from './redaction.ts';

const secrets = ['t0ken&with=signs', 'vErY+secret/1', 'secret/1'];

test('no known secret leaves in a failure, plain or escaped, wherever in its words it stands', () => {
  const around = fc.string({ unit: 'binary', maxLength: 40 });
  const forms = secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]);
  fc.assert(
    fc.property(around, around, fc.constantFrom(...forms), (before, after, secret) => {
      const { message } = withoutSecrets({ kind: 'param', code: 'x', message: before + secret + after }, secrets);
      return forms.every((form) => !message.includes(form));
    }),
  );
});

test('what says nothing secret stays as it is', () => {
  const failure = {
    kind: 'ip',
    code: '60020',
    message: '访问ip不在白名单之中,request ip=203.0.113.9 appKey(ding1)',
  } as const;
  expect(withoutSecrets(failure, [...secrets, undefined, ''])).toEqual(failure);
  expect(withoutSecrets(failure, ['6', '0']).code).toBe('60020');
});

test('what the platform itself calls a token is struck out, though we never saw it', () => {
  const message = 'appKey=ding1&access_token=abc.def&corpid=x; {"refreshToken": "r-1"} app_secret=zz';
  expect(withoutSecrets({ kind: 'param', code: 'x', message }, []).message).toBe(
    'appKey=ding1&access_token=[secret]&corpid=x; {"refreshToken": "[secret]"} app_secret=[secret]',
  );
});
