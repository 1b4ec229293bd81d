import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Device, FeedCard } from '../../src/model.ts';
import css from './app.module.css';
import { Console } from './console/console.tsx';
import { Desk } from './desk.tsx';
import { Header } from './header.tsx';
import { type Language, LanguageProvider, useText } from './i18n.ts';
import { Contacts } from './organisation/contacts.tsx';
import { useChosenPerson } from './people/chosen-person.ts';
import { DepartmentsProvider } from './people/departments.ts';
import { usePlace } from './place.ts';
import { useStored } from './stored.ts';
import { Wire } from './wire/wire.tsx';
import { useWorld } from './world.ts';

const prefersDark = (): 'dark' | 'light' => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
const firstLanguage = (): Language => (navigator.language.startsWith('en') ? 'en' : 'zh');

/** The whole page: the stand-in's bar, and under it the desk with the devices, or one of the organisation's own pages. */
export function App(): JSX.Element {
  const [language, setLanguage] = useStored<Language>('language', useMemo(firstLanguage, []));
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  return (
    <LanguageProvider value={language}>
      <Pages onLanguage={() => setLanguage(language === 'zh' ? 'en' : 'zh')} />
    </LanguageProvider>
  );
}

function Pages({ onLanguage }: { onLanguage: () => void }): JSX.Element {
  const say = useText();
  const place = usePlace();
  const [theme, setTheme] = useStored<'dark' | 'light'>('theme', useMemo(prefersDark, []));
  const [phone, setPhone] = useStored<Device>('phone', 'ios');
  const [pc, setPc] = useStored<Device>('pc', 'pc-win');
  const [chosen, setChosen] = useStored<string>('person', '');
  const [large, setLarge] = useState(false);
  const [known, setKnown] = useState<string>();
  const [news, setNews] = useState<FeedCard>();
  const { state, feed, connected, version } = useWorld(known, (card) => card.userId === known && setNews(card));
  const onDesk = place.page === 'desk';
  const person = useChosenPerson(state, chosen, version);

  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  useEffect(() => {
    setKnown(person?.userId);
    setNews(undefined);
  }, [person?.userId]);

  if (!state) return <p class={css.wait}>{say(connected ? 'loading' : 'disconnected')}</p>;
  return (
    <DepartmentsProvider value={state.company.departments}>
      <div class={css.page} data-large={large && onDesk}>
        <Header
          state={state}
          page={place.page}
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
        {/* The devices keep what is open on them while another page is looked at. */}
        <div class={css.hold} hidden={!onDesk}>
          {person ? (
            <Desk
              state={state}
              person={person}
              phone={phone}
              pc={pc}
              feed={feed}
              news={news}
              large={large}
              onLarge={setLarge}
            />
          ) : (
            <p class={css.wait}>{say('nobody')}</p>
          )}
        </div>
        {place.page === 'console' && <Console place={place} state={state} />}
        {place.page === 'contacts' && <Contacts place={place} state={state} version={version} />}
        {place.page === 'wire' && <Wire place={place} state={state} />}
      </div>
    </DepartmentsProvider>
  );
}
