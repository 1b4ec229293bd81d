import { Asking } from '../ui/ask.tsx';
import { Snackbars } from '../ui/snackbar.tsx';
import { AppForm } from './apps/app-form.tsx';
import { AppList } from './apps/app-list.tsx';
import { AuditPage } from './audit/audit-page.tsx';
import { MailPage } from './mail-service/mail-page.tsx';
import { MembersPage } from './members/members-page.tsx';
import { OverviewPage } from './overview/overview-page.tsx';
import { place } from './router.tsx';
import { corp, session, stage } from './session.ts';
import { SetupPage } from './setup/setup-page.tsx';
import { NoCorp } from './shell/no-corp.tsx';
import { Shell } from './shell/shell.tsx';
import { Opening, SignInPage } from './signin/signin-page.tsx';
import { SystemPage } from './system/system-page.tsx';

/** The whole console: who is here first, then the screen they came for. */
export function Console() {
  return (
    <>
      <Page />
      <Asking />
      <Snackbars />
    </>
  );
}

function Page() {
  const now = stage.value;
  if (now.kind === 'out') return <SignInPage why={now.why} />;
  if (now.kind === 'starting' || !session.value) return <Opening />;
  return (
    <Shell>
      <Screen />
    </Shell>
  );
}

function Screen() {
  const at = place.value;
  if (at.kind === 'apps') return <AppList />;
  if (at.kind === 'new-app') return <AppForm key="new" />;
  if (at.kind === 'edit-app') return <AppForm key={at.corpId} corpId={at.corpId} />;
  if (at.kind === 'app') return <SetupPage key={at.corpId} corpId={at.corpId} />;
  const corpId = corp.value?.corpId;
  if (!corpId) return <NoCorp />;
  if (at.kind === 'mail') return <MailPage key={corpId} corpId={corpId} />;
  if (at.kind === 'members') return <MembersPage key={corpId} corpId={corpId} />;
  if (at.kind === 'audit') return <AuditPage key={corpId} corpId={corpId} />;
  if (at.kind === 'system') return <SystemPage key={corpId} corpId={corpId} />;
  return <OverviewPage key={corpId} corpId={corpId} />;
}
