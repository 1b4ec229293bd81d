import { errorCodes, redact } from '@hongyan/kit';
import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import type { Log } from './types.ts';

type Fields = Readonly<Record<string, unknown>>;

/** JSON lines for machines; on a terminal one readable line each. */
export function createLog(options: { level: string; terminal?: boolean; to?: DestinationStream }): Log {
  const to = options.to ?? process.stdout;
  const logger = pino(
    {
      level: options.level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      messageKey: 'message',
      formatters: { level: (label) => ({ level: label }) },
    },
    options.terminal ? { write: (line) => void to.write(toReadable(line)) } : to,
  );
  return wrap(logger);
}

function wrap(logger: Logger): Log {
  return {
    debug: (message, fields) => logger.debug(clean(fields), message),
    info: (message, fields) => logger.info(clean(fields), message),
    warn: (message, fields) => logger.warn(clean(fields), message),
    error: (message, fields) => logger.error(clean(fields), message),
    child: (fields) => wrap(logger.child(clean(fields))),
  };
}

function clean(fields: Fields | undefined): Record<string, unknown> {
  if (!fields) return {};
  return Object.fromEntries(
    Object.entries(redact(fields) as Fields).map(([name, value]) => {
      const given = fields[name];
      // The stack says where; it is wanted for what nobody foresaw, and holds no values.
      if (given instanceof Error)
        return [name, { name: given.name, message: hideAddresses(given.message), stack: stackOf(given) }];
      // A mail server's own words often repeat whose login it refused.
      if (name === 'detail' && typeof value === 'string') return [name, hideAddresses(value)];
      // DingTalk's sign-in codes are secrets; the codes of errors are what an operator looks for.
      return [name, name === 'code' && isErrorCode(given) ? given : value];
    }),
  );
}

const hideAddresses = (text: string): string => text.replace(/[^\s"'<>(),:;[\]]+@[^\s"'<>(),:;[\]]+/g, '[address]');

/** One of ours, or one of the system's own such as ECONNREFUSED. */
const isErrorCode = (value: unknown): boolean =>
  typeof value === 'string' && (Object.hasOwn(errorCodes, value) || /^E[A-Z]{3,20}$/.test(value));

function stackOf(error: Error): string {
  const lines = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  const cause =
    error.cause instanceof Error ? [`caused by ${error.cause.name}: ${hideAddresses(error.cause.message)}`] : [];
  return [...lines.slice(0, 8), ...cause].map((line) => line.trim()).join(' | ');
}

function toReadable(line: string): string {
  const { time, level, message, ...rest } = JSON.parse(line) as Record<string, unknown>;
  const fields = Object.entries(rest).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return `${String(time).slice(11, 19)} ${String(level).padEnd(5)} ${[message, ...fields].join('  ')}\n`;
}

/** For tests and tools that want silence. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silentLog,
};
