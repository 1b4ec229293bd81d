import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ClientApp, ClientPerson, FullState } from '../../../src/client-api/state.ts';
import { onDevice, readPhoneLink } from '../../../src/container/links.ts';
import type { Device, FeedCard } from '../../../src/model.ts';
import { api } from '../api.ts';
import { appsOf, homeOn, isOpenApp, openOutside, productOrigins } from '../apps.ts';
import type { CardLink } from '../card/view.ts';
import { viewCard } from '../card/view.ts';
import { useText } from '../i18n.ts';
import { PersonCard } from '../people/person-card.tsx';
import { Workbench } from '../ui/tiles.tsx';
import { Conversation } from './conversation.tsx';
import { Hint } from './hint.tsx';
import { Messages } from './messages.tsx';
import css from './phone.module.css';
import { PhonePage } from './phone-page.tsx';
import { Push } from './push.tsx';
import { Scan } from './scan.tsx';
import { StatusBar } from './status-bar.tsx';
import { type PhoneTab, TabBar } from './tab-bar.tsx';

/** The phone: DingTalk's own screens, and over them the page of the app that is open. */
export function Phone(props: {
  state: FullState;
  person: ClientPerson;
  device: Device;
  feed: readonly FeedCard[];
  news: FeedCard | undefined;
}): JSX.Element {
  const { state, person, device, feed } = props;
  const say = useText();
  const [tab, setTab] = useState<PhoneTab>('messages');
  const [inFeed, setInFeed] = useState(true);
  const [page, setPage] = useState<{ url: string; key: number; name: string }>();
  const [push, setPush] = useState<FeedCard>();
  const [scanning, setScanning] = useState(false);
  const [hint, setHint] = useState('');
  const origin = person.origins[device];
  const unread = feed.filter((card) => !card.read).length;
  const feedVisible = !page && tab === 'messages' && inFeed;

  useEffect(() => {
    if (props.news && !feedVisible) setPush(props.news);
  }, [props.news]);

  const openUrl = (given: string, name = '') => {
    const url = readPhoneLink(given);
    if (!url) return setHint(say('badLink'));
    const own = onDevice(url, productOrigins(state), origin);
    if (own) setPage((now) => ({ url: own, key: (now?.key ?? 0) + 1, name }));
    else {
      openOutside(url);
      setHint(say('openBrowser'));
    }
  };
  const openCard = (card: FeedCard, link: CardLink | undefined) => {
    setPush(undefined);
    void api.read(card.id);
    if (!link) return;
    // The openapp form leads anywhere on a phone only from an OA message (dingtalk-api.md §2.7).
    if (isOpenApp(link.phone) && card.msg.msgtype !== 'oa') return setHint(say('openAppOnPhone'));
    openUrl(link.phone, card.appName);
  };
  const openApp = (app: ClientApp) => {
    const url = homeOn(app, 'phone', state, origin);
    if (url) openUrl(url, app.name);
  };
  const apps = appsOf(state, person);
  const app = apps[0];

  return (
    <section class={css.phone} aria-label={say('phone')}>
      <div class={css.screen}>
        <StatusBar network={state.network} onPage={page !== undefined} />
        {push && (
          <Push card={push} onOpen={() => openCard(push, viewCard(push).link)} onDone={() => setPush(undefined)} />
        )}
        {page && (
          <PhonePage
            key={page.key}
            url={page.url}
            name={page.name}
            who={{ userId: person.userId, device, origin, network: state.network }}
            onOpen={openUrl}
            onClose={() => setPage(undefined)}
          />
        )}
        {hint && <Hint text={hint} onDone={() => setHint('')} />}
        {scanning && <Scan state={state} person={person} onClose={() => setScanning(false)} />}
        <div class={css.own} hidden={page !== undefined || scanning}>
          {state.logins.length > 0 && (
            <button type="button" class={css.waiting} onClick={() => setScanning(true)}>
              {say('loginsWaiting')} {state.logins.length}
            </button>
          )}
          {tab === 'messages' && inFeed && (
            <Conversation
              company={state.company.name}
              cards={feed}
              onOpen={openCard}
              onBack={() => setInFeed(false)}
              app={app && { name: app.name, open: () => openApp(app) }}
            />
          )}
          {tab === 'messages' && !inFeed && (
            <Messages feed={feed} unread={unread} onFeed={() => setInFeed(true)} onScan={() => setScanning(true)} />
          )}
          {tab === 'workbench' && (
            <div class={css.scroll}>
              <h2 class={css.head}>{say('workbench')}</h2>
              <p class={css.company}>{state.company.name}</p>
              <Workbench apps={apps} kind="phone" onOpen={openApp} />
            </div>
          )}
          {tab === 'me' && (
            <div class={css.scroll}>
              <h2 class={css.head}>{say('me')}</h2>
              <div class={css.me}>
                <PersonCard person={person} company={state.company} />
              </div>
            </div>
          )}
          {!(tab === 'messages' && inFeed) && <TabBar tab={tab} unread={unread} onChange={setTab} />}
        </div>
        <span class={css.home} aria-hidden="true" />
      </div>
    </section>
  );
}
