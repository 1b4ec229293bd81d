import type { Clock, CorpId } from '@hongyan/kit';
import type { Db } from '../../platform/db/types.ts';
import type { Vault } from '../../platform/vault/types.ts';

/** Where one corp's DingTalk tokens lie between calls and between processes; sealed. */
export interface AppTokenStore {
  get(name: string): Promise<{ value: string; expiresAt: number } | undefined>;
  set(name: string, token: { value: string; expiresAt: number }): Promise<void>;
  drop(name: string): Promise<void>;
}

type Tables = {
  app_tokens: { readonly corp_id: string; readonly name: string; readonly value: Buffer; readonly expires_at: Date };
};

/** Every call to DingTalk asks for its token: this long it is not read anew. A token that was refused is dropped at once. */
const freshMs = 30_000;

export function createAppTokenStore(deps: { db: Db; vault: Vault; clock: Clock }, corpId: CorpId): AppTokenStore {
  const { db, vault, clock } = deps;
  const known = new Map<string, { token: { value: string; expiresAt: number }; readAt: number }>();
  const bind = (name: string) => ({ purpose: 'token', owner: name });
  return {
    async get(name) {
      const fresh = known.get(name);
      if (fresh && clock.now() - fresh.readAt < freshMs) return fresh.token;
      const row = await db.inCorp(corpId, (tx) =>
        tx.sql
          .withTables<Tables>()
          .selectFrom('app_tokens')
          .select(['value', 'expires_at'])
          .where('corp_id', '=', corpId)
          .where('name', '=', name)
          .executeTakeFirst(),
      );
      if (!row) return undefined;
      const keys = await vault.forCorp(corpId);
      const token = { value: keys.open(bind(name), row.value).toString(), expiresAt: row.expires_at.getTime() };
      known.set(name, { token, readAt: clock.now() });
      return token;
    },
    async set(name, token) {
      known.set(name, { token, readAt: clock.now() });
      const keys = await vault.forCorp(corpId);
      const changes = { value: keys.seal(bind(name), token.value), expires_at: new Date(token.expiresAt) };
      await db.inCorp(corpId, (tx) =>
        tx.sql
          .withTables<Tables>()
          .insertInto('app_tokens')
          .values({ corp_id: corpId, name, ...changes })
          .onConflict((conflict) => conflict.columns(['corp_id', 'name']).doUpdateSet(changes))
          .execute(),
      );
    },
    async drop(name) {
      // Only what we knew: another process may have brought a newer one meanwhile, which then is the next to be read.
      const stale = known.get(name)?.token.expiresAt ?? clock.now();
      known.delete(name);
      await db.inCorp(corpId, (tx) =>
        tx.sql
          .withTables<Tables>()
          .deleteFrom('app_tokens')
          .where('corp_id', '=', corpId)
          .where('name', '=', name)
          .where('expires_at', '<=', new Date(stale))
          .execute(),
      );
    },
  };
}
