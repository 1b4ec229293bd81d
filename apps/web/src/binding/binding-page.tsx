import { useEffect, useRef, useState } from 'react';
import type { Failure } from '../api/answer.ts';
import { host } from '../dingtalk/current.ts';
import { language } from '../i18n/language.ts';
import { go, goBack } from '../router.ts';
import { cache, reloadSession, session } from '../session.ts';
import { Banner } from '../ui/banner.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Logo } from '../ui/goose.tsx';
import { Icon } from '../ui/icon.tsx';
import { close, eye, lock } from '../ui/icons.ts';
import { showSnack } from '../ui/snackbar.tsx';
import { bindMailbox } from './bind-mailbox.ts';
import s from './binding-page.module.css';
import { bindingText } from './binding-text.ts';
import { forAdministrator, placeOf } from './causes.ts';
import { HowTo } from './how-to.tsx';
import { Insecure } from './insecure.tsx';
import { ProviderRow } from './provider-row.tsx';
import { useOptions } from './use-options.ts';

export interface BindingPageProps {
  /** Set when an existing mailbox needs a new credential. */
  readonly mailboxId?: string | undefined;
}

type Step = 'receiving' | 'sending';

/** Binds a mailbox, or gives it a new credential. */
export function BindingPage({ mailboxId }: BindingPageProps) {
  const t = bindingText();
  const known = session.value?.mailboxes.find((mailbox) => mailbox.id === mailboxId);
  const [address, setAddress] = useState(known?.address ?? '');
  const [secret, setSecret] = useState('');
  const [shown, setShown] = useState(false);
  const [usesCode, setUsesCode] = useState<boolean | undefined>();
  const [step, setStep] = useState<Step | undefined>();
  const [missing, setMissing] = useState<'address' | 'secret' | undefined>();
  const [failure, setFailure] = useState<Failure | undefined>();
  const form = useRef<HTMLFormElement>(null);
  const { options, optionsFailure, reload } = useOptions(address, (suggested) => {
    if (!known) setAddress((typed) => typed || suggested);
  });
  const first = (session.value?.mailboxes.length ?? 0) === 0;
  useEffect(() => host.setTitle(t.page), [t.page]);
  useEffect(() => void host.setRight(undefined), []);

  const kind = options?.provider.authKind;
  const code = usesCode ?? kind === 'authcode';
  const place = failure ? placeOf(failure) : undefined;
  const words = failure?.what[language.value];
  const steps = options?.provider.steps[language.value] ?? [];

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (step) return;
    const wholeAddress = address.trim();
    const wrong = !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(wholeAddress) ? 'address' : secret ? undefined : 'secret';
    setMissing(wrong);
    setFailure(undefined);
    if (wrong) return focusBad(form.current);
    setStep('receiving');
    // The server checks receiving first, then sending, and answers once: the second word is an estimate.
    const timer = setTimeout(() => setStep('sending'), 2500);
    const answer = await bindMailbox(wholeAddress, secret.trim());
    clearTimeout(timer);
    setStep(undefined);
    if (!answer.ok) {
      setFailure(answer.failure);
      if (answer.failure.code === 'mail.auth_code_required') setUsesCode(true);
      return focusBad(form.current);
    }
    setSecret('');
    const { mailbox } = answer.value;
    const before = session.value;
    if (before)
      session.value = {
        ...before,
        mailboxes: [...before.mailboxes.filter((each) => each.id !== mailbox.id), mailbox],
      };
    cache.forget(`folders:${mailbox.id}`);
    showSnack({ text: t.bound(mailbox.address) });
    go({ kind: 'home' }, { replace: true });
    void reloadSession();
  }

  if (!window.isSecureContext) return <Insecure />;
  return (
    <main className={s.page}>
      <form ref={form} className={s.form} onSubmit={(event) => void submit(event as unknown as Event)} noValidate>
        <header className={s.head}>
          <Logo size={48} />
          <div>
            <h1 className={s.title}>{known ? t.again : t.title}</h1>
            <p className={s.sub}>{known ? t.against : t.once}</p>
          </div>
        </header>

        <div className={s.group}>
          <Field
            look="row"
            label={t.address}
            name={t.addressName}
            type="email"
            inputMode="email"
            autoComplete="username"
            value={address}
            placeholder={t.addressHint(options?.domains[0] ?? 'company.example')}
            disabled={Boolean(known) || step !== undefined}
            onInput={(value) => {
              setAddress(value);
              setMissing(undefined);
              if (place === 'address') setFailure(undefined);
            }}
            error={missing === 'address' ? t.needAddress : place === 'address' ? words : undefined}
            detail={failure?.detail}
            end={
              address && !known && !step ? (
                <IconButton size={44} iconSize={20} icon={close} label={t.clear} onClick={() => setAddress('')} />
              ) : undefined
            }
          />
          <ProviderRow options={options} failure={optionsFailure} onRetry={reload} />
          <Field
            look="row"
            label={code ? t.code : kind === 'password' ? t.password : t.either}
            name={t.secretName}
            type={shown ? 'text' : 'password'}
            autoComplete={code ? 'off' : 'current-password'}
            value={secret}
            disabled={step !== undefined}
            onInput={(value) => {
              setSecret(value);
              setMissing(undefined);
              if (place === 'secret') setFailure(undefined);
            }}
            error={missing === 'secret' ? t.needSecret : place === 'secret' ? words : undefined}
            detail={failure?.detail}
            end={
              <IconButton
                size={44}
                iconSize={20}
                icon={eye}
                label={shown ? t.hide : t.show}
                pressed={shown}
                onClick={() => setShown((now) => !now)}
              />
            }
          />
        </div>
        <p className={s.hint} hidden={place === 'secret'}>
          {code ? t.codeHint : kind === 'password' ? t.passwordHint : t.eitherHint}
        </p>

        {steps.length > 0 && (code || kind !== 'password') ? (
          <HowTo title={t.howTo} steps={steps} open={code || place === 'secret'} />
        ) : null}

        {failure && place === 'form' ? (
          <Banner tone="danger">
            <p>{words}</p>
            {forAdministrator(failure) ? <p>{t.copyAdvice}</p> : null}
            {failure.detail ? <p className={s.detail}>{failure.detail}</p> : null}
          </Banner>
        ) : null}

        <Button kind="primary" size="lg" type="submit" block busy={step && t[step]}>
          {t.submit}
        </Button>
        <div className={s.more}>
          {kind === 'password_or_authcode' ? (
            <Button kind="ghost" onClick={() => setUsesCode(!code)}>
              {code ? t.usePassword : t.useCode}
            </Button>
          ) : null}
          {first ? null : (
            <Button kind="ghost" onClick={() => goBack({ kind: 'home' })}>
              {t.back}
            </Button>
          )}
        </div>
        <p className={s.safety}>
          <Icon icon={lock} size={16} />
          {t.safety}
        </p>
      </form>
    </main>
  );
}

function focusBad(form: HTMLFormElement | null): void {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
