import path from 'node:path';
import { type Emulator, type EmulatorOptions, startEmulator } from '@hongyan/dingtalk-emulator';
import { type MailSandbox, type MailSandboxOptions, sampleCompany, startMailSandbox } from '@hongyan/mail-sandbox';
import { demoFolder, type Memory } from './memory.ts';

/** The two stand-ins: a mail server with the sample company's mail, and a DingTalk with its people. */
export interface Stage {
  readonly sandbox: MailSandbox;
  readonly emulator: Emulator;
  stop(): Promise<void>;
}

/** Starts both on the ports of the last time, or on free ones. */
export async function setStage(
  dataDir: string,
  memory: Memory,
  product: { readonly url: () => string; readonly publicUrl: () => string },
): Promise<Stage> {
  const folder = demoFolder(dataDir);
  const sandbox = await openSandbox({
    dataDir: path.join(folder, 'mail'),
    imapPort: memory.imapPort,
    smtpPort: memory.smtpPort,
  });
  try {
    const emulator = await openEmulator({
      port: memory.emulatorPort,
      // The directory tells each one's address, as it does in most companies: the binding form is filled in.
      company: {
        ...sampleCompany,
        people: sampleCompany.people.map((person) => ({ ...person, email: person.address })),
      },
      upstream: product.url,
      publicUrl: product.publicUrl,
      stateFile: path.join(folder, 'dingtalk.json'),
      onNewMail: async (userId) => {
        await sandbox.sendSample(userId);
      },
    });
    return {
      sandbox,
      emulator,
      async stop() {
        await emulator.stop();
        await sandbox.stop();
      },
    };
  } catch (error) {
    await sandbox.stop();
    throw error;
  }
}

// Another program may have taken a port meanwhile: a free one serves as well.
const openSandbox = (options: MailSandboxOptions): Promise<MailSandbox> =>
  startMailSandbox(options).catch((error: unknown) => {
    if (!isTaken(error)) throw error;
    return startMailSandbox({ ...options, imapPort: 0, smtpPort: 0 });
  });

const openEmulator = (options: EmulatorOptions): Promise<Emulator> =>
  startEmulator(options).catch((error: unknown) => {
    if (!isTaken(error)) throw error;
    return startEmulator({ ...options, port: 0 });
  });

const isTaken = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
