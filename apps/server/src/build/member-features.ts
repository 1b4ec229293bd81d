import {
  buildMail,
  connectImap,
  newMessageId,
  parseServerAddress,
  providerById,
  sendMail,
  verifySmtp,
} from '@hongyan/mail';
import { wireMemberFeatures } from './member-wiring.ts';
import type { BuildMemberFeatures } from './ports.ts';

/** Sign-in, directory, binding, compose and preview over our own mail library. */
export const buildMemberFeatures: BuildMemberFeatures = (core, mail) =>
  wireMemberFeatures(core, mail, {
    buildMail,
    connectImap,
    newMessageId,
    parseServerAddress,
    providerById,
    sendMail,
    verifySmtp,
  });
