import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Device, FeedCard } from '../../src/model.ts';
import css from './app.module.css';
import { Header } from './header.tsx';
import { type Language, LanguageProvider, useText } from './i18n.ts';
import { CallLog } from './log/call-log.tsx';
import { Pc } from './pc/pc.tsx';
import { Phone } from './phone/phone.tsx';
import { useStored } from './stored.ts';
import { useWorld } from './world.ts';

const prefersDark = (): 'dark' | 'light' => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
const firstLanguage = (): Language => (navigator.language.startsWith('en') ? 'en' : 'zh');

/** The whole page: the stand-in's bar, and on the desk the phone, the PC window and the log of calls. */
export function App(): JSX.Element {
  const [language, setLanguage] = useStored<Language>('language', useMemo(firstLanguage, []));
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  return (
    <LanguageProvider value={language}>
      <Desk onLanguage={() => setLanguage(language === 'zh' ? 'en' : 'zh')} />
    </LanguageProvider>
  );
}

function Desk({ onLanguage }: { onLanguage: () => void }): JSX.Element {
  const say = useText();
  const [theme, setTheme] = useStored<'dark' | 'light'>('theme', useMemo(prefersDark, []));
  const [phone, setPhone] = useStored<Device>('phone', 'ios');
  const [pc, setPc] = useStored<Device>('pc', 'pc-win');
  const [chosen, setChosen] = useStored<string>('person', '');
  const [folded, setFolded] = useStored<'yes' | 'no'>('folded', 'no');
  const [large, setLarge] = useState(false);
  const [known, setKnown] = useState<string>();
  const [news, setNews] = useState<FeedCard>();
  const { state, feed, connected } = useWorld(known, (card) => card.userId === known && setNews(card));
  const person = state?.people.find((one) => one.userId === chosen) ?? state?.people[0];

  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  useEffect(() => {
    setKnown(person?.userId);
    setNews(undefined);
  }, [person?.userId]);

  if (!state || !person) return <p class={css.wait}>{say(connected ? 'loading' : 'disconnected')}</p>;
  return (
    <div class={css.page} data-large={large}>
      <Header
        state={state}
        person={person}
        settings={{ dark: theme === 'dark', phone, pc }}
        onPerson={setChosen}
        onSettings={(change) => {
          if (change.dark !== undefined) setTheme(change.dark ? 'dark' : 'light');
          if (change.phone) setPhone(change.phone);
          if (change.pc) setPc(change.pc);
        }}
        onLanguage={onLanguage}
      />
      {!connected && (
        <p class={css.lost} role="status">
          {say('disconnected')}
        </p>
      )}
      <main class={css.desk}>
        <Phone key={`${person.userId} ${phone}`} state={state} person={person} device={phone} feed={feed} news={news} />
        <div class={css.right} data-folded={folded === 'yes'}>
          <Pc
            key={`${person.userId} ${pc}`}
            state={state}
            person={person}
            device={pc}
            feed={feed}
            large={large}
            onLarge={setLarge}
          />
          <CallLog state={state} folded={folded === 'yes'} onFold={(now) => setFolded(now ? 'yes' : 'no')} />
        </div>
      </main>
    </div>
  );
}
