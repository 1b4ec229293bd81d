import type { ReactNode } from 'react';
import { boot, signInProblem } from '../boot.ts';
import { host } from '../dingtalk/current.ts';
import { language } from '../i18n/language.ts';
import { type Problem, signIn } from '../session.ts';
import { Button } from '../ui/button.tsx';
import { Logo } from '../ui/goose.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';
import s from './problem-page.module.css';
import { scanUrl } from './scan-url.ts';
import { signinText } from './signin-text.ts';

// Only who comes back from DingTalk without a session reads these words: they are not in the first load.
const ScanFailed = lazyPart(() => import('./scan-failed.tsx').then((module) => module.ScanFailed));

/** Nobody is signed in: why, and what to do. */
export function ProblemPage({ problem }: { readonly problem: Problem }) {
  const t = signinText();
  const { title, text, detail, steps, retry } = explain(problem);
  const scan = problem.kind === 'outside' || problem.kind === 'signed_out' ? scanUrl() : undefined;
  return (
    <main className={s.page}>
      <div className={s.card}>
        <Logo size={56} />
        {problem.kind === 'outside' && signInProblem ? (
          <ScanFailed problem={signInProblem} />
        ) : (
          <>
            <h1 className={s.title}>{title}</h1>
            <p className={s.text}>{text}</p>
          </>
        )}
        {steps ? (
          <ol className={s.steps}>
            {steps.map((step, at) => (
              <li key={step}>
                <span className={s.number}>{at + 1}</span>
                {step}
              </li>
            ))}
          </ol>
        ) : null}
        <div className={s.acts}>
          {retry ? (
            <Button kind="primary" onClick={() => void signIn()}>
              {retry}
            </Button>
          ) : null}
          {scan ? (
            <a className={s.open} href={scan}>
              {t.scan}
            </a>
          ) : null}
          {problem.kind === 'outside' ? (
            <a className={scan ? s.other : s.open} href={inDingTalk()}>
              {t.openDingTalk}
            </a>
          ) : null}
          {host.kind === 'dingtalk' ? <Button onClick={() => host.close()}>{t.close}</Button> : null}
        </div>
        {detail ? <p className={s.detail}>{detail}</p> : null}
      </div>
      <p className={s.foot}>{boot.appName}</p>
    </main>
  );
}

/** The same address in DingTalk's own page, where it is installed (dingtalk-api.md §2.7). */
const inDingTalk = (): string =>
  `dingtalk://dingtalkclient/page/link?url=${encodeURIComponent(location.href)}&pc_slide=true`;

interface Words {
  readonly title: string;
  readonly text: ReactNode;
  readonly detail?: string | undefined;
  readonly steps?: readonly string[];
  readonly retry?: string;
}

function explain(problem: Problem): Words {
  const t = signinText();
  if (problem.kind === 'corp_missing') return { title: t.corpMissing, text: t.corpMissingText };
  if (problem.kind === 'corp_unknown') return { title: t.corpUnknown, text: t.corpUnknownText };
  if (problem.kind === 'outside')
    return scanUrl()
      ? { title: t.scanTitle, text: t.scanText }
      : { title: t.outside, text: t.outsideText, steps: t.outsideSteps };
  if (problem.kind === 'signed_out')
    return host.kind === 'dingtalk'
      ? { title: t.signedOut, text: t.signedOutText, retry: t.again }
      : { title: t.signedOut, text: t.signedOutText };
  if (problem.kind === 'code')
    return { title: t[problem.why], text: t[`${problem.why}Text`], detail: problem.detail, retry: t.retry };
  const { failure } = problem;
  const notes = [failure.detail, failure.code, failure.requestId ? t.number(failure.requestId) : undefined];
  return {
    title: failure.code === 'session.paused' ? t.paused : t.failed,
    text: failure.what[language.value],
    detail: notes.filter(Boolean).join(' · '),
    retry: t.retry,
  };
}
