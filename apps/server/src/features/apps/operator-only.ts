import type { Actor } from './ports.ts';
import { type FormProblem, problem } from './problems.ts';
import type { MailService } from './types.ts';

/** What an edit would change, as far as it decides who is who, and where passwords and connections go. */
export interface Change {
  readonly appKey: readonly [before: string, after: string];
  readonly mail: readonly [before: MailService | undefined, after: MailService];
  /** Mailboxes are bound there: their stored passwords go wherever the servers are. */
  readonly isBound: boolean;
}

/**
 * What an administrator of the corp may not change: that takes whoever runs the server. With the key of an organisation of
 * their own they would sign in as any colleague (userids are only unique inside one), with servers of their own they would be
 * sent everybody's password, and with a private address they would look around in the operator's network (design §5.15).
 */
export function findOperatorOnly(
  by: Actor,
  { appKey, mail: [before, after], isBound }: Change,
): readonly FormProblem[] {
  if (by.kind !== 'admin') return [];
  const moved = (['imap', 'smtp'] as const).filter((protocol) => before?.[protocol] !== after[protocol]);
  const problems: FormProblem[] = [];
  if (appKey[0] !== appKey[1])
    problems.push(
      problem(
        'appKey',
        '换 AppKey 就是换一个应用，它决定谁以谁的身份登录：请由运行本服务器的人修改。',
        'Another AppKey is another app and decides who signs in as whom: only whoever runs this server changes it.',
      ),
    );
  if (after.onPremise && (!before?.onPremise || moved.length > 0))
    problems.push(
      problem(
        'onPremise',
        '内网地址只能由运行本服务器的人设置。',
        'Private addresses are set by whoever runs this server.',
      ),
    );
  else if (isBound)
    for (const protocol of moved)
      problems.push(
        problem(
          protocol,
          '已有成员绑定，换服务器会把他们的密码交给新服务器：请由运行本服务器的人修改。',
          'Mailboxes are bound: another server would be sent their passwords. Only whoever runs this server changes it.',
        ),
      );
  return problems;
}
