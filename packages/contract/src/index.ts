/** What the server and the web app say to each other: schemas of `/api/v1`, links in cards, and domain events. */
export * from './admin.ts';
export * from './binding.ts';
export * from './compose.ts';
export * from './error.ts';
export * from './events.ts';
export * from './links.ts';
export * from './live.ts';
export * from './mailbox.ts';
export * from './message.ts';
export * from './session.ts';
