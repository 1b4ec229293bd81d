import type { SignInProblem } from '@hongyan/contract';
import { useEffect } from 'react';
import type { FailureCode } from '../../api/answer.ts';
import { host } from '../../dingtalk/current.ts';
import { language, setLanguage } from '../../i18n/language.ts';
import { problemWords } from '../../signin/browser-problems.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Logo } from '../../ui/goose.tsx';
import { useLate } from '../../ui/skeleton.tsx';
import { boot, signInProblem } from '../boot.ts';
import { type SignedOut, signInCorp, signInInside, start } from '../session.ts';
import { shellText } from '../shell/shell-text.ts';
import { ScanForm } from './scan-form.tsx';
import s from './signin-page.module.css';
import { signinText } from './signin-text.ts';
import { TokenForm } from './token-form.tsx';

/** Nobody is signed in: why, and the two ways in. */
export function SignInPage({ why }: { readonly why: SignedOut }) {
  const t = signinText();
  const words = shellText();
  useEffect(() => host.setTitle(words.title(t.title)), [words, t.title]);
  const problem = reasonOf(why);
  return (
    <main className={s.page}>
      <div className={s.card}>
        <div className={s.brand}>
          <Logo size={40} />
          <span>
            <b>{words.name}</b> {words.console}
          </span>
        </div>
        <h1 className={s.title}>{t.title}</h1>
        {problem ? (
          <Banner tone={problem.calm ? 'info' : 'danger'} className={s.problem}>
            <p className={s.strong}>{problem.title}</p>
            <p>{problem.text}</p>
            {problem.detail ? <p className={s.detail}>{problem.detail}</p> : null}
          </Banner>
        ) : null}
        {boot.untouched ? (
          <>
            <Banner tone="info" className={s.problem}>
              {t.untouched}
            </Banner>
            <TokenForm main />
          </>
        ) : (
          <>
            {why.kind === 'failure' && why.failure.status === 0 ? (
              <Button kind="primary" size="lg" block className={s.again} onClick={() => void start()}>
                {t.retry}
              </Button>
            ) : null}
            {host.kind === 'dingtalk' && signInCorp ? (
              <div className={s.inside}>
                <p className={s.hint}>{t.forWhom}</p>
                <Button kind="primary" size="lg" block onClick={() => signInCorp && void signInInside(signInCorp)}>
                  {t.inside}
                </Button>
              </div>
            ) : (
              <ScanForm />
            )}
            <div className={s.or} aria-hidden="true">
              {t.or}
            </div>
            <TokenForm />
          </>
        )}
      </div>
      <p className={s.foot}>
        <LanguageSwitch />
        {boot.version ? <span>{boot.version}</span> : null}
      </p>
    </main>
  );
}

/** Before we know who looks: the mark, nothing of anybody. */
export function Opening() {
  const late = useLate(300);
  return (
    <main className={s.page} aria-busy="true">
      <h1 className="sr">{signinText().opening}</h1>
      {late ? <Logo size={56} /> : null}
    </main>
  );
}

function LanguageSwitch() {
  const [next, label] = language.value === 'zh' ? (['en', 'English'] as const) : (['zh', '简体中文'] as const);
  return (
    <button type="button" className={s.language} lang={next} onClick={() => setLanguage(next)}>
      {label}
    </button>
  );
}

interface Reason {
  readonly title: string;
  readonly text: string;
  readonly detail?: string | undefined;
  readonly calm?: boolean;
}

/** Refusals that the way through a browser has words for, too. */
const refusals: Readonly<Partial<Record<FailureCode, SignInProblem>>> = {
  'session.admin_only': 'not_admin',
  'session.outside_scope': 'outside_scope',
};

function reasonOf(why: SignedOut): Reason | undefined {
  const t = signinText();
  if (why.kind === 'ended') return { title: t.ended, text: t.endedText, calm: true };
  if (why.kind === 'left') return { title: t.left, text: t.leftText, calm: true };
  if (why.kind === 'no_code') return { title: t.noCode, text: t.noCodeText, detail: why.detail };
  if (why.kind === 'failure') {
    const { failure } = why;
    const known = refusals[failure.code];
    if (known) return problemWords(known);
    return {
      title: t.failed,
      text: failure.what[language.value],
      detail: [failure.detail, failure.code, failure.requestId].filter(Boolean).join(' · '),
    };
  }
  return signInProblem ? problemWords(signInProblem) : undefined;
}
