import {
  buildMail,
  connectImap,
  newMessageId,
  parseServerAddress,
  providerById,
  sendMail,
  verifySmtp,
} from '@hongyan/mail';
import { withCheckPace } from './check-pace.ts';
import { type MemberMailDoor, wireMemberFeatures } from './member-wiring.ts';
import type { BuildMemberFeatures } from './ports.ts';

/** Our own mail library, as the member features use it. */
export const mailDoor: MemberMailDoor = {
  buildMail,
  connectImap,
  newMessageId,
  parseServerAddress,
  providerById,
  sendMail,
  verifySmtp,
};

/** Sign-in, directory, binding, compose and preview over our own mail library. */
export const buildMemberFeatures: BuildMemberFeatures = (core, mail) =>
  wireMemberFeatures(core, mail, {
    ...mailDoor,
    providerById: (id) => {
      const profile = providerById(id);
      return profile && withCheckPace(profile, core.mailCheckMs);
    },
  });
