import type { MailboxId } from '@hongyan/kit';
import type { Credential } from '@hongyan/mail';
import type { CorpVault } from '../../platform/vault/types.ts';

/** The hash by which an address is found without being readable. */
export const macOfAddress = (vault: CorpVault, address: string): Buffer => vault.mac('mailbox-address', address);

/** A mailbox's credential as the database keeps it. */
export const sealCredential = (vault: CorpVault, mailboxId: MailboxId, credential: Credential): Buffer =>
  vault.seal({ purpose: 'credential', owner: mailboxId }, JSON.stringify(credential));

/** The credential back. */
export const openCredential = (vault: CorpVault, mailboxId: MailboxId, sealed: Uint8Array): Credential =>
  JSON.parse(vault.open({ purpose: 'credential', owner: mailboxId }, sealed).toString('utf8')) as Credential;

/** A mailbox's address as the database keeps it. */
export const sealAddress = (vault: CorpVault, mailboxId: MailboxId, address: string): Buffer =>
  vault.seal({ purpose: 'mailbox-address', owner: mailboxId }, address);

/** The address back. */
export const openAddress = (vault: CorpVault, mailboxId: MailboxId, sealed: Uint8Array): string =>
  vault.open({ purpose: 'mailbox-address', owner: mailboxId }, sealed).toString('utf8');
