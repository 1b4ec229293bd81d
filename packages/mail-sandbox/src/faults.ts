import type { LoginRefusal } from './types.ts';

/** What a refused login is told; the words that real servers use, so that clients can be tested on them. */
export const refusalWords: Readonly<Record<LoginRefusal, string>> = {
  wrong: '[AUTHENTICATIONFAILED] LOGIN Login error password error ERR.LOGIN.PASSERR',
  'auth-code': 'LOGIN Login error please use client authorization code ERR.LOGIN.REQCODE',
  ip: 'LOGIN Login error ERR.LOGIN.IPDENY 127.0.0.1',
  disabled: 'LOGIN Login error ERR.LOGIN.USERSTATUS',
  busy: '[UNAVAILABLE] LOGIN Login error ERR.LOGIN.SYSTEMBUSY',
  locked: 'LOGIN Login error too many tries ERR.REQ.VERIFYCODE',
};
