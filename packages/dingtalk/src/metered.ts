/** Calls that the platform does not count against the month (dingtalk-api.md §10.3): tokens, sign-in, reading and writing contacts. */
const exempt: readonly string[] = [
  '/gettoken',
  '/get_jsapi_ticket',
  '/v1.0/oauth2/',
  '/v1.0/contact/',
  '/auth/scopes',
  '/topapi/user/',
  '/topapi/v2/user/',
  '/topapi/department/',
  '/topapi/v2/department/',
];

/** Does this call take one from the organisation's monthly quota? `api` is the path without ids. */
export const isMetered = (api: string): boolean => !exempt.some((start) => api.startsWith(start));
