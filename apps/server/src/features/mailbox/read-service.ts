import type { MessageDetail, MessageSummary } from '@hongyan/contract';
import { AppError, type CorpId, type MailboxId, type MessageId } from '@hongyan/kit';
import type { ParsedMessage } from '@hongyan/mail';
import type { Principal } from '../../http/types.ts';
import { createGate } from '../../platform/gate.ts';
import type { createBodyService } from './body-service.ts';
import type { IndexDeps } from './deps.ts';
import { presentDetail } from './detail.ts';
import { findMessage, type MessageRow } from './message-store.ts';
import type { OpenedMails } from './opened-mails.ts';
import type { Accounts, ArrivedIn, DomainsOf, Links } from './ports.ts';
import { openSummary } from './present.ts';

export interface Opened {
  readonly mailboxId: MailboxId;
  readonly summary: MessageSummary;
  readonly parsed: ParsedMessage | 'too_complex';
}

/** A mail in memory may be as large as the provider allows, several times over while it is taken apart. */
const openedAtOnce = 3;

/** Opens messages for the members whose mailboxes they lie in; what is not theirs does not exist. */
export function createReadService(
  deps: IndexDeps & {
    accounts: Accounts;
    links: Links;
    domainsOf: DomainsOf;
    arrivedIn: ArrivedIn;
    body: ReturnType<typeof createBodyService>;
    opened: OpenedMails;
  },
) {
  const gate = createGate(openedAtOnce);

  async function find(principal: Principal, id: MessageId): Promise<MessageRow | undefined> {
    const row = await deps.db.inCorp(principal.corpId, (tx) => findMessage(tx, id));
    return row && (await deps.accounts.canUse(principal, row.mailbox_id)) ? row : undefined;
  }

  async function parse(corpId: CorpId, row: MessageRow, signal?: AbortSignal): Promise<Opened['parsed']> {
    // Another picture of the same mail may have been first in line.
    const known = deps.opened.find(corpId, row.id);
    if (known) return known;
    const ticket = deps.opened.ticket();
    const parsed = await deps.parsing.message(await deps.body.raw(corpId, row, signal), { signal });
    deps.opened.keep(ticket, { corpId, mailboxId: row.mailbox_id, id: row.id }, parsed);
    return parsed;
  }

  async function open(principal: Principal, id: MessageId, signal?: AbortSignal): Promise<Opened | undefined> {
    const row = await find(principal, id);
    if (!row) return undefined;
    const parsed =
      deps.opened.find(principal.corpId, id) ??
      (await gate(row.mailbox_id, () => parse(principal.corpId, row, signal), signal));
    const vault = await deps.vault.forCorp(principal.corpId);
    return {
      mailboxId: row.mailbox_id,
      summary: openSummary(vault, row, await deps.domainsOf(principal.corpId)),
      parsed,
    };
  }

  /** A card may lead to a mail that was deleted elsewhere: its own member is told so, anyone else learns nothing. */
  async function wasTheirs(principal: Principal, id: MessageId): Promise<boolean> {
    const row = await deps.db.inCorp(principal.corpId, (tx) => findMessage(tx, id));
    const mailboxId = row ? undefined : await deps.arrivedIn(principal.corpId, id);
    return mailboxId !== undefined && (await deps.accounts.canUse(principal, mailboxId));
  }

  return {
    open,
    async raw(principal: Principal, id: MessageId): Promise<Uint8Array | undefined> {
      const row = await find(principal, id);
      return row && gate(row.mailbox_id, () => deps.body.raw(principal.corpId, row));
    },
    async detail(
      principal: Principal,
      id: MessageId,
      options: { showImages: boolean; signal: AbortSignal },
    ): Promise<MessageDetail> {
      const opened = await open(principal, id, options.signal);
      if (!opened) throw new AppError((await wasTheirs(principal, id)) ? 'mail.gone' : 'request.not_found');
      await deps.links.prepare(principal.corpId);
      return presentDetail(opened.summary, opened.parsed, {
        principal,
        links: deps.links,
        domains: await deps.domainsOf(principal.corpId),
        showImages: options.showImages,
      });
    },
  };
}
