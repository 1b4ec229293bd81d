import { MailApp } from './mail/mail-app.tsx';
import { route } from './router.ts';
import { session, stage, whenMemberLeaves } from './session.ts';
import { ProblemPage } from './signin/problem-page.tsx';
import { Starting } from './signin/starting.tsx';
import { Asking } from './ui/ask.tsx';
import { lazyPart } from './ui/lazy-part.tsx';
import { clearSnacks, Snackbars } from './ui/snackbar.tsx';

const BindingPage = lazyPart(() => import('./binding/binding-page.tsx').then((module) => module.BindingPage));
const SettingsPage = lazyPart(() => import('./settings/settings-page.tsx').then((module) => module.SettingsPage));

whenMemberLeaves(clearSnacks);

/** The whole page: who is here first, then what they came for. */
export function App() {
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
  if (now.kind === 'problem') return <ProblemPage problem={now.problem} />;
  const who = session.value;
  if (!who) return <Starting />;
  const at = route.value;
  if (who.mailboxes.length === 0 || at.kind === 'bind')
    return <BindingPage key={who.member.id} mailboxId={at.kind === 'bind' ? at.mailboxId : undefined} />;
  if (at.kind === 'settings') return <SettingsPage key={who.member.id} />;
  return <MailApp key={who.member.id} />;
}
