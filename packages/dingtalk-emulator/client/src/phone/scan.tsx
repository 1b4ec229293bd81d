import type { JSX } from 'preact';
import type { ClientPerson, FullState } from '../../../src/client-api/state.ts';
import { cardTime } from '../card/time.ts';
import { control, useAct } from '../control.ts';
import { useLanguage } from '../i18n.ts';
import { useWords } from '../i18n-words.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Outcome } from '../ui/outcome.tsx';
import { NavBar } from './nav-bar.tsx';
import css from './scan.module.css';

const words = {
  title: ['扫一扫', 'Scan'],
  list: ['待确认的登录', 'Sign-ins that wait'],
  none: ['没有待确认的登录', 'No sign-in waits'],
  noneHint: [
    '在电脑的浏览器里打开登录页，它的二维码会出现在这里。',
    'Open a sign-in page in a browser: its QR code appears here.',
  ],
  asks: ['请求用您的钉钉账号登录', 'asks to sign you in with DingTalk'],
  corp: ['并读取您所在的组织', 'and to know your organisation'],
  allow: ['同意', 'Allow'],
  refuse: ['拒绝', 'Refuse'],
  allowed: ['已同意，浏览器会继续登录', 'Allowed; the browser goes on'],
  refused: ['已拒绝', 'Refused'],
} as const;

/** 扫一扫: the sign-ins that login pages show as QR codes, allowed or refused by the owner of this phone. */
export function Scan(props: { state: FullState; person: ClientPerson; onClose: () => void }): JSX.Element {
  const { state, person } = props;
  const own = useWords(words);
  const language = useLanguage();
  const act = useAct();
  return (
    <div class={css.scan}>
      <NavBar title={own('title')} onBack={props.onClose} />
      <section class={css.list} aria-label={own('list')}>
        <Outcome act={act} />
        {state.logins.length === 0 && (
          <div class={css.none}>
            <Icon name="grid" size={24} />
            <h3>{own('none')}</h3>
            <p>{own('noneHint')}</p>
          </div>
        )}
        <ul>
          {state.logins.map(({ id, appName, startedAt, wantsCorp }) => (
            <li key={id} class={css.login}>
              <h3>{appName}</h3>
              <p>
                {own('asks')}
                {wantsCorp && (language === 'zh' ? `，${own('corp')}` : ` ${own('corp')}`)}
              </p>
              <time>{cardTime(startedAt, language)}</time>
              <div class={css.acts}>
                <Button
                  label={`${own('refuse')} ${appName}`}
                  busy={act.busy}
                  onClick={() => void act.run(() => control('logins/deny', { id }), own('refused'))}
                >
                  {own('refuse')}
                </Button>
                <Button
                  kind="primary"
                  label={`${own('allow')} ${appName}`}
                  busy={act.busy}
                  onClick={() =>
                    void act.run(() => control('logins/approve', { id, userId: person.userId }), own('allowed'))
                  }
                >
                  {own('allow')}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
