import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ClientApp, ClientPerson, ClientState } from '../../../src/client-api/state.ts';
import { onDevice, readPhoneLink } from '../../../src/container/links.ts';
import type { Device, FeedCard } from '../../../src/model.ts';
import { api } from '../api.ts';
import { homeOn, openOutside, productOrigins } from '../apps.ts';
import { viewCard } from '../card/oa.ts';
import { useText } from '../i18n.ts';
import { PersonCard } from '../people/person-card.tsx';
import { Workbench } from '../ui/tiles.tsx';
import { Conversation } from './conversation.tsx';
import { Messages } from './messages.tsx';
import css from './phone.module.css';
import { PhonePage } from './phone-page.tsx';
import { Push } from './push.tsx';
import { StatusBar } from './status-bar.tsx';
import { type PhoneTab, TabBar } from './tab-bar.tsx';

/** The phone: DingTalk's own screens, and over them the page of the app that is open. */
export function Phone(props: {
  state: ClientState;
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
  const origin = person.origins[device];
  const unread = feed.filter((card) => !card.read).length;
  const feedVisible = !page && tab === 'messages' && inFeed;

  useEffect(() => {
    if (props.news && !feedVisible) setPush(props.news);
  }, [props.news]);

  const openUrl = (url: string, name = '') => {
    const own = onDevice(url, productOrigins(state), origin);
    if (own) setPage((now) => ({ url: own, key: (now?.key ?? 0) + 1, name }));
    else openOutside(url);
  };
  const openCard = (card: FeedCard) => {
    setPush(undefined);
    void api.read(card.id);
    const url = readPhoneLink(viewCard(card).phoneUrl);
    if (url) openUrl(url, card.appName);
  };
  const openApp = (app: ClientApp) => {
    const url = homeOn(app, 'phone', state, origin);
    if (url) openUrl(url, app.name);
  };
  const app = state.apps[0];

  return (
    <section class={css.phone} aria-label={say('phone')}>
      <div class={css.screen}>
        <StatusBar network={state.network} onPage={page !== undefined} />
        {push && <Push card={push} onOpen={() => openCard(push)} onDone={() => setPush(undefined)} />}
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
        <div class={css.own} hidden={page !== undefined}>
          {tab === 'messages' && inFeed && (
            <Conversation
              company={state.company.name}
              cards={feed}
              onOpen={openCard}
              onBack={() => setInFeed(false)}
              app={app && { name: app.name, open: () => openApp(app) }}
            />
          )}
          {tab === 'messages' && !inFeed && <Messages feed={feed} unread={unread} onFeed={() => setInFeed(true)} />}
          {tab === 'workbench' && (
            <div class={css.scroll}>
              <h2 class={css.head}>{say('workbench')}</h2>
              <p class={css.company}>{state.company.name}</p>
              <Workbench apps={state.apps} kind="phone" onOpen={openApp} />
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
