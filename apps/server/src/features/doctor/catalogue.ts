import type { DoctorCheckId } from '@hongyan/contract';
import { appCredentials } from './checks/app-credentials.ts';
import { contactScope } from './checks/contact-scope.ts';
import { corpMatch } from './checks/corp-match.ts';
import { egressIp } from './checks/egress-ip.ts';
import { eventChannel } from './checks/event-channel.ts';
import { gatedFields } from './checks/gated-fields.ts';
import { homePage } from './checks/home-page.ts';
import { mailImap } from './checks/mail-imap.ts';
import { mailSmtp } from './checks/mail-smtp.ts';
import { permissions } from './checks/permissions.ts';
import { publicUrl } from './checks/public-url.ts';
import { quota } from './checks/quota.ts';
import { testNotice } from './checks/test-notice.ts';
import { visibleScope } from './checks/visible-scope.ts';
import type { Check } from './ports.ts';

/** Every check by its name in the API. */
export const catalogue: Readonly<Record<DoctorCheckId, Check>> = {
  public_url: publicUrl,
  app_credentials: appCredentials,
  corp_match: corpMatch,
  egress_ip: egressIp,
  permissions,
  gated_fields: gatedFields,
  contact_scope: contactScope,
  visible_scope: visibleScope,
  home_page: homePage,
  event_channel: eventChannel,
  test_notice: testNotice,
  mail_imap: mailImap,
  mail_smtp: mailSmtp,
  quota,
};
