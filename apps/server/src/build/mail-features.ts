import { buildOaMessage } from '@hongyan/dingtalk';
import type { CorpId } from '@hongyan/kit';
import { closeMailWorkers, connectImap, decodeText, parseHeaders, parseMessage } from '@hongyan/mail';
import { createMailbox, type Mailbox, previewOf } from '../features/mailbox/index.ts';
import { createNotify } from '../features/notify/index.ts';
import { createWatch, type Watch } from '../features/watch/index.ts';
import type { BuildMailFeatures, Core, MailAccount, MemberPorts } from './ports.ts';

const tidyEveryMs = 30 * 60_000;

/** Mailbox, watch and notify, plugged into each other and into the member features. */
export const buildMailFeatures: BuildMailFeatures = (core, member) => {
  const { clock, db, events, vault, queue } = core;
  const connect = (account: MailAccount, signal?: AbortSignal) =>
    connectImap({
      server: account.imap,
      credential: account.credential,
      profile: account.profile,
      dial: account.dial,
      signal,
    });

  const mailbox: Mailbox = createMailbox({
    clock,
    db,
    events,
    vault,
    log: core.log.child({ feature: 'mailbox' }),
    parsing: {
      headers: parseHeaders,
      message: (raw) => parseMessage(raw),
      preview: (message) => previewOf(message, decodeText),
    },
    accounts: lateAccounts(member),
    connect,
    links: lateLinks(member),
    arrivedIn: (corpId, messageId) => watch.arrivedIn(corpId, messageId),
    domainsOf: async (corpId) =>
      new Set((await core.apps.get(corpId))?.mailServices.map((service) => service.domain) ?? []),
  });

  const notify = createNotify({
    clock,
    db,
    queue,
    vault,
    log: core.log.child({ feature: 'notify' }),
    ports: {
      publicUrl: async (corpId) => (await core.apps.get(corpId))?.publicUrl,
      app: core.dingtalk,
      buildOaMessage,
      userIdOf: async (corpId, memberId) => (await member().members.get(corpId, memberId))?.userId,
      canUse: (principal, mailboxId) => member().accounts.canUse(principal, mailboxId),
      locate: mailbox.locate,
    },
  });

  const watch: Watch = createWatch({
    clock,
    db,
    events,
    vault,
    log: core.log.child({ feature: 'watch' }),
    accounts: lateAccounts(member),
    connect,
    index: mailbox.inboxIndex,
    decideNotices: notify.decide,
    prepareNotices: notify.prepare,
  });

  const stopping = new AbortController();
  const unsubscribe = (['mailbox.bound', 'mailbox.unbound'] as const).map((kind) =>
    events.subscribe(kind, (event) => mailbox.disconnect(event.mailboxId)),
  );
  let roles: ReadonlySet<string> = new Set();

  return {
    routes: mailbox.routes,
    ports: {
      states: mailbox.states,
      inboxPage: mailbox.list.inboxPage,
      noticeTarget: notify.target,
      read: mailbox.read.open,
      readRaw: mailbox.read.raw,
      markReplied: mailbox.flags.markReplied,
      appendToSent: mailbox.sent.append,
      isInSent: mailbox.sent.holds,
      people: mailbox.people,
    },
    async start(given) {
      roles = given;
      if (roles.has('notify')) notify.start();
      if (roles.has('watch')) {
        await watch.start();
        keepTidy(core, stopping.signal, async (corpId) => {
          await mailbox.tidy(corpId);
          await watch.forgetOld(corpId);
          await notify.forgetOld(corpId);
        });
      }
    },
    async stop() {
      stopping.abort();
      for (const stop of unsubscribe) stop();
      if (roles.has('watch')) await watch.stop();
      await notify.stop();
      await mailbox.stop();
      await closeMailWorkers();
    },
  };
};

/** The member features are built after these: their ports are touched only when called. */
const lateAccounts = (member: () => MemberPorts): MemberPorts['accounts'] => ({
  list: (corpId) => member().accounts.list(corpId),
  get: (corpId, mailboxId) => member().accounts.get(corpId, mailboxId),
  membersOf: (tx, mailboxId) => member().accounts.membersOf(tx, mailboxId),
  ofMember: (corpId, memberId) => member().accounts.ofMember(corpId, memberId),
  canUse: (principal, mailboxId) => member().accounts.canUse(principal, mailboxId),
});

const lateLinks = (member: () => MemberPorts): MemberPorts['links'] => ({
  prepare: (corpId) => member().links.prepare(corpId),
  attachment: (principal, messageId, partId) => member().links.attachment(principal, messageId, partId),
  inlineImage: (principal, messageId, partId) => member().links.inlineImage(principal, messageId, partId),
  remoteImage: (principal, messageId, url) => member().links.remoteImage(principal, messageId, url),
  original: (principal, messageId) => member().links.original(principal, messageId),
});

function keepTidy(core: Core, signal: AbortSignal, tidy: (corpId: CorpId) => Promise<void>): void {
  void (async () => {
    while (!signal.aborted) {
      await core.clock.sleep(tidyEveryMs, signal).catch(() => undefined);
      if (signal.aborted) return;
      for (const corpId of await core.db.listCorps().catch(() => []))
        await tidy(corpId).catch((error: unknown) => core.log.warn('housekeeping stopped', { corpId, error }));
    }
  })();
}
