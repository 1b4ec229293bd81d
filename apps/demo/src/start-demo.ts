import { Secret } from '@hongyan/kit';
import { sampleCompany } from '@hongyan/mail-sandbox';
import { type Config, createLog, type RunningServer, startServer } from '@hongyan/server';
import { recall, remember } from './memory.ts';
import { type Stage, setStage } from './stage.ts';

const app = { agentId: 2871904455, appKey: 'dingdemohongyan01', name: '企业邮箱' };

/** The running demo. */
export interface Demo {
  readonly server: RunningServer;
  readonly stage: Stage;
  stop(): Promise<void>;
}

/** Starts sandbox, emulator and product, and registers the sample company's app with both sides. Loopback only. */
export async function startDemo(config: Config, log = createLog({ level: config.logLevel })): Promise<Demo> {
  const memory = recall(config.dataDir);
  let server: RunningServer | undefined;
  const stage = await setStage(config.dataDir, memory, {
    url: () => server?.url ?? 'http://127.0.0.1:9',
    publicUrl: () => server?.publicUrl ?? 'http://localhost:9',
  });
  const { sandbox, emulator } = stage;
  const stop = async () => {
    await server?.stop();
    await stage.stop();
  };
  try {
    server = await startServer({
      config: toLoopback(config),
      log,
      extraOrigins: emulator.extraOrigins(),
      extraSources: emulator.extraSources(),
      others: { emulator: emulator.clientUrl, oapi: emulator.oapiUrl, imap: sandbox.imapUrl, smtp: sandbox.smtpUrl },
    });
    const values = await server.addApp({
      corpId: sampleCompany.corpId,
      agentId: app.agentId,
      appKey: app.appKey,
      appSecret: new Secret(memory.appSecret),
      mailDomain: sampleCompany.domain,
      providerId: 'generic',
      imap: sandbox.imapUrl,
      smtp: sandbox.smtpUrl,
      onPremise: true,
      oapiUrl: emulator.oapiUrl,
      apiUrl: emulator.apiUrl,
      loginUrl: emulator.loginUrl,
    });
    emulator.registerApp({
      ...app,
      appSecret: memory.appSecret,
      homeUrl: values.homeUrl,
      pcHomeUrl: values.pcHomeUrl,
      redirectUrls: [values.redirectUrl],
    });
    // Saved as an administrator saves it: DingTalk tests the address at once.
    await emulator.control('apps/events', {
      appKey: app.appKey,
      events: {
        mode: 'push',
        url: values.eventUrl,
        token: values.eventToken,
        aesKey: values.eventAesKey,
        types: values.events.map(({ type }) => type),
      },
    });
    remember(config.dataDir, {
      ...memory,
      emulatorPort: emulator.port,
      imapPort: sandbox.imapPort,
      smtpPort: sandbox.smtpPort,
    });
    return { server, stage, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Sample passwords are printed and known: whatever LISTEN says, nobody else may come in. */
function toLoopback(config: Config): Config {
  const isLoopback = /^(localhost|127(\.\d+){3}|::1)$/.test(config.listen.host);
  return {
    ...config,
    publicUrl: undefined,
    listen: isLoopback ? config.listen : { ...config.listen, host: '127.0.0.1' },
  };
}
