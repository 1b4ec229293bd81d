import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ClientPerson, ClientState } from '../../src/client-api/state.ts';
import type { Device } from '../../src/model.ts';
import { api } from './api.ts';
import css from './header.module.css';
import { type TextKey, useText } from './i18n.ts';
import { Switcher } from './people/switcher.tsx';
import { hrefOf, type Page } from './place.ts';
import { Icon } from './ui/icon.tsx';
import { Popover } from './ui/popover.tsx';
import { Segmented } from './ui/segmented.tsx';

export interface Settings {
  readonly dark: boolean;
  readonly phone: Device;
  readonly pc: Device;
}

const links: readonly { readonly page: Page; readonly text: TextKey; readonly icon: string }[] = [
  { page: 'desk', text: 'desk', icon: 'phone' },
  { page: 'console', text: 'console', icon: 'code' },
  { page: 'contacts', text: 'organisation', icon: 'people' },
  { page: 'wire', text: 'wire', icon: 'plug' },
];

/** The stand-in's own bar: what it is, its pages, and for the desk whose devices these are, the network, a mail to arrive. */
export function Header(props: {
  state: ClientState;
  page: Page;
  person: ClientPerson | undefined;
  settings: Settings;
  onPerson: (userId: string) => void;
  onSettings: (change: Partial<Settings>) => void;
  onLanguage: () => void;
}): JSX.Element {
  const { state, person, settings } = props;
  const say = useText();
  const onDesk = props.page === 'desk';
  return (
    <header class={css.bar} data-page={onDesk ? 'desk' : 'other'}>
      <span class={css.mark} aria-hidden="true">
        <Icon name="chat" />
      </span>
      <div class={css.brand}>
        <h1 class={css.name}>{say('name')}</h1>
        <p class={css.notice}>{say('notice')}</p>
      </div>
      <nav class={css.links} aria-label={say('pages')}>
        {links.map(({ page, text, icon }) => (
          <a
            key={page}
            class={css.link}
            href={hrefOf(page)}
            title={say(text)}
            aria-current={page === props.page ? 'page' : undefined}
          >
            <Icon name={icon} size={18} />
            <span class={css.word}>{say(text)}</span>
          </a>
        ))}
      </nav>
      <span class={css.grow} />
      {onDesk && person && (
        <>
          <Switcher state={state} person={person} onChange={props.onPerson} />
          <Segmented
            label={say('network')}
            value={state.network}
            onChange={(mode) => void api.network(mode)}
            choices={[
              { value: 'normal', text: say('normal') },
              { value: 'slow', text: say('slow') },
              { value: 'offline', text: say('offline') },
            ]}
          />
        </>
      )}
      <div class={css.tools}>
        <button
          type="button"
          class={css.tool}
          aria-label={say(settings.dark ? 'light' : 'theme')}
          title={say(settings.dark ? 'light' : 'theme')}
          onClick={() => props.onSettings({ dark: !settings.dark })}
        >
          <Icon name={settings.dark ? 'sun' : 'moon'} />
        </button>
        <button
          type="button"
          class={css.tool}
          aria-label={say('language')}
          title={say('language')}
          onClick={props.onLanguage}
        >
          <Icon name="globe" />
        </button>
        {onDesk && (
          <Popover label={say('devices')} align="end" triggerClass={css.tool} trigger={<Icon name="gear" />}>
            {() => (
              <div class={css.devices}>
                <span>{say('phoneKind')}</span>
                <Segmented
                  label={say('phoneKind')}
                  value={settings.phone}
                  onChange={(phone) => props.onSettings({ phone })}
                  choices={[
                    { value: 'ios', text: 'iOS' },
                    { value: 'android', text: 'Android' },
                  ]}
                />
                <span>{say('pcKind')}</span>
                <Segmented
                  label={say('pcKind')}
                  value={settings.pc}
                  onChange={(pc) => props.onSettings({ pc })}
                  choices={[
                    { value: 'pc-win', text: 'Windows' },
                    { value: 'pc-mac', text: 'macOS' },
                  ]}
                />
              </div>
            )}
          </Popover>
        )}
      </div>
      {onDesk && person && <NewMail userId={person.userId} possible={state.canSendMail} />}
    </header>
  );
}

/** One press, one mail to the person whose devices are on the desk. */
function NewMail({ userId, possible }: { userId: string; possible: boolean }): JSX.Element {
  const say = useText();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const send = async () => {
    setBusy(true);
    setProblem('');
    try {
      await api.newMail(userId);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
    setBusy(false);
  };
  return (
    <div class={css.send}>
      <button
        type="button"
        class={css.primary}
        disabled={!possible}
        aria-busy={busy}
        title={possible ? undefined : say('newMailOff')}
        onClick={() => !busy && void send()}
      >
        <Icon name="mail" />
        {say('newMail')}
      </button>
      <p class={css.problem} role="alert" hidden={problem === ''}>
        {say('newMailFailed')}
        {problem}
      </p>
    </div>
  );
}
