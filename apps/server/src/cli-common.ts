import { CommanderError, InvalidArgumentError, Option } from 'commander';
import { type CommandParts, withProduct } from './build/command.ts';
import { readConfig } from './config.ts';
import { createLog } from './platform/log/log.ts';

/** One line to the terminal. */
export const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** What goes wrong goes to standard error; everything else of the log is kept out of a command's output. */
export const quietLog = () => createLog({ level: 'warn', to: process.stderr, terminal: process.stderr.isTTY === true });

/** Runs against the product that runs beside this, or its database while none does. */
export const useProduct = <T>(run: (parts: CommandParts) => Promise<T>): Promise<T> =>
  withProduct(readConfig(process.env), quietLog(), run);

/** Every command that answers something answers it as JSON too. */
export const json = () => new Option('--json', '以 JSON 输出 print JSON');

/** Ends the command with a sentence and a code. */
export function stop(code: string, line: string): never {
  process.stderr.write(`${line}\n`);
  throw new CommanderError(1, code, line);
}

/** A corp that has no app here. */
export const stopUnknown = (corpId: string): never =>
  stop('app.unknown', `没有登记 no app is registered for ${corpId}`);

/** A number out of an option. */
export function toNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('a number');
  return Number(text);
}

/** Several values out of one option. */
export const toList = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean);
