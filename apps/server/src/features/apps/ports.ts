import type { AuditEntry } from '@hongyan/contract';
import type { AuditRecord } from '../../build/ports.ts';
import type { CorpTx, Db } from '../../platform/db/types.ts';
import type { Events } from '../../platform/events/types.ts';
import type { Log } from '../../platform/log/types.ts';
import type { Vault } from '../../platform/vault/types.ts';
import type { MailCatalogue } from './parse-new-app.ts';

/** Who changes an app: it stands in the audit log. */
export type Actor = AuditEntry['actor'];

/** Everything that the registered apps are given. */
export interface AppsDeps {
  readonly db: Db;
  readonly vault: Vault;
  readonly events: Events;
  readonly log: Log;
  readonly catalogue: MailCatalogue;
  /** The product's own address, for apps without one. */
  readonly publicUrl: () => string;
  readonly dingtalk: { readonly oapiUrl: string; readonly apiUrl: string; readonly loginUrl: string };
  readonly audit: {
    record(tx: CorpTx, entry: AuditRecord): Promise<void>;
    /** The same transaction, as one that writes to the log of the whole installation. */
    ofInstance(tx: CorpTx): Promise<CorpTx>;
  };
  /** Every row of the transaction's corp, whoever's table it is in. */
  readonly erase: (tx: CorpTx) => Promise<void>;
  /** Is any mailbox bound in this mail domain? */
  readonly isDomainInUse: (tx: CorpTx, domain: string) => Promise<boolean>;
}
