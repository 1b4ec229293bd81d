import type { DoctorCheck } from '@hongyan/contract';
import { doctorChecks } from '@hongyan/contract';
import type { CorpId, UserId } from '@hongyan/kit';
import { type Command, CommanderError } from 'commander';
import { issueSetupToken } from './build/command.ts';
import { openDoctorBeside } from './build/doctor.ts';
import { json, quietLog, say, stop, stopUnknown, useProduct } from './cli-common.ts';
import { requireCorpId } from './features/apps/service.ts';

/** `hongyan admin`, `hongyan doctor`, `hongyan audit`. */
export function addConsoleCommands(program: Command): void {
  program
    .command('admin')
    .description('管理控制台 the console')
    .command('token')
    .description('取一个初始化口令（24 小时内有效，只能用一次） a setup token: works once, for 24 hours')
    .addOption(json())
    .action(async (options: { json?: boolean }) => {
      const issued = await useProduct(issueSetupToken);
      if (options.json) say(JSON.stringify(issued, undefined, 2));
      else say(`${issued.consoleUrl}\n${issued.token}\n有效至 valid until ${issued.expiresAt}`);
    });

  program
    .command('doctor')
    .description('逐项体检，有不通过的以 1 结束 looks at every step of the set-up; ends with 1 where one fails')
    .option('--corp <corpId>', '只看一个企业 one corp only')
    .option('--to <userId>', '测试通知发给谁 who gets the test notice')
    .addOption(json())
    .action(async (options: { corp?: string; to?: string; json?: boolean }) => {
      const failed = await useProduct(async (parts) => {
        const known = await parts.apps.list();
        const asked = options.corp === undefined ? undefined : requireCorpId(options.corp);
        if (asked && !known.some(({ corpId }) => corpId === asked)) stopUnknown(asked);
        const corpIds = known.map(({ corpId }) => corpId).filter((corpId) => !asked || corpId === asked);
        if (corpIds.length === 0) stop('app.none', '还没有登记应用。 No app is registered.');
        const { doctor, close } = openDoctorBeside(parts, quietLog());
        try {
          let failures = 0;
          const all: Record<string, readonly DoctorCheck[]> = {};
          for (const corpId of corpIds) {
            const found: DoctorCheck[] = [];
            if (!options.json) say(corpId);
            for (const id of doctorChecks) {
              const check = await doctor.run(corpId as CorpId, id, options.to as UserId | undefined);
              found.push(check);
              if (!options.json) say(printCheck(check));
            }
            await parts.audit.note(corpId as CorpId, { actor: { kind: 'cli' }, act: 'doctor.ran', target: 'all' });
            all[corpId] = found;
            failures += found.filter(({ state }) => state === 'failed').length;
          }
          if (options.json) say(JSON.stringify(all, undefined, 2));
          return failures;
        } finally {
          await close();
        }
      });
      if (failed > 0) throw new CommanderError(1, 'doctor.failed', `${failed} failed`);
    });

  program
    .command('audit')
    .description('审计日志 the audit log')
    .command('export')
    .description('按行导出 JSON 并验证链 every entry as a line of JSON; ends with 1 where the chain does not hold')
    .requiredOption('--corp <corpId>', 'CorpId；instance 为整个安装 instance: of the installation')
    .action(async (options: { corp: string }) => {
      const verdict = await useProduct(async ({ apps, audit }) => {
        const corpId = options.corp === 'instance' ? audit.instance : requireCorpId(options.corp);
        if (corpId !== audit.instance && !(await apps.get(corpId))) stopUnknown(options.corp);
        return audit.exportAll(corpId, (entry) => say(JSON.stringify(entry)));
      });
      if (verdict.kind === 'broken')
        stop(
          'audit.broken',
          `链在第 ${verdict.seq} 条断开 the chain breaks at entry ${verdict.seq}: ${verdict.problem}`,
        );
      process.stderr.write(`${verdict.entries} 条，链完整 entries, the chain is whole\n`);
    });
}

const marks: Readonly<Record<DoctorCheck['state'], string>> = {
  passed: '✓',
  failed: '✗',
  warning: '!',
  not_tested: '-',
};

const printCheck = (check: DoctorCheck): string =>
  [
    `  ${marks[check.state]} ${check.name.zh} ${check.name.en}`,
    ...(check.finding ? [check.finding.zh, check.finding.en] : []),
    ...(check.state === 'passed' || !check.advice ? [] : [`→ ${check.advice.zh}`, `→ ${check.advice.en}`]),
    ...(check.detail ? [check.detail] : []),
    ...(check.copy && check.state !== 'passed' ? [check.copy] : []),
  ].join('\n      ');
