import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ClientApp, ClientPerson, FullState } from '../../../src/client-api/state.ts';
import { onDevice, readPcLink } from '../../../src/container/links.ts';
import type { Device, FeedCard } from '../../../src/model.ts';
import { api } from '../api.ts';
import { appsOf, homeOn, openOutside, productOrigins } from '../apps.ts';
import { Feed } from '../card/feed.tsx';
import type { CardLink } from '../card/view.ts';
import { useText } from '../i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { Workbench } from '../ui/tiles.tsx';
import { BrowserWindow, type Outside } from './browser-window.tsx';
import css from './pc.module.css';
import { PcPage } from './pc-page.tsx';
import { type PcPlace, Rail } from './rail.tsx';
import { TitleBar } from './title-bar.tsx';

interface Opened {
  readonly url: string;
  readonly title: string;
  readonly key: number;
}

/** The window on the PC: rail, conversations, workbench with its tabs, and the side panel that slides over them. */
export function Pc(props: {
  state: FullState;
  person: ClientPerson;
  device: Device;
  feed: readonly FeedCard[];
  large: boolean;
  onLarge: (large: boolean) => void;
}): JSX.Element {
  const { state, person, device, feed } = props;
  const say = useText();
  const [place, setPlace] = useState<PcPlace>('workbench');
  const [tab, setTab] = useState<Opened>();
  const [onTab, setOnTab] = useState(false);
  const [panel, setPanel] = useState<Opened>();
  const [modal, setModal] = useState<Opened>();
  const [outside, setOutside] = useState<Outside>();
  const origin = person.origins[device];
  const who = { userId: person.userId, device, origin, network: state.network };

  const open = (given: string, asked: 'panel' | 'workbench' | 'browser' | 'modal' | 'here', title: string) => {
    // A page may call DingTalk's own forms too; an ordinary address stays where the call puts it.
    const read = readPcLink(given);
    if (!read) return setOutside({ url: given, broken: true });
    const { url } = read;
    const where = given.startsWith('dingtalk:') ? read.in : asked;
    const own = onDevice(url, productOrigins(state), origin);
    if (!own || where === 'browser') {
      openOutside(url);
      return setOutside({ url, broken: false });
    }
    const next = (now: Opened | undefined): Opened => ({ url: own, title, key: (now?.key ?? 0) + 1 });
    if (where === 'panel') return setPanel(next);
    if (where === 'modal') return setModal(next);
    setTab(next);
    setOnTab(true);
    setPlace('workbench');
  };
  const openCard = (card: FeedCard, link: CardLink) => {
    void api.read(card.id);
    const target = readPcLink(link.pc);
    if (target) open(target.url, target.in, target.title || card.appName);
    else setOutside({ url: link.pc, broken: true });
  };
  const openApp = (app: ClientApp) => {
    const url = homeOn(app, 'pc', state, origin);
    if (!url) return;
    // The workbench keeps one tab per app: a second press returns to it.
    if (tab?.url === url) setOnTab(true);
    else open(url, 'workbench', app.name);
  };

  return (
    <section class={css.window} data-large={props.large} aria-label={say('pc')}>
      <Rail
        person={person}
        company={state.company}
        place={place}
        unread={feed.filter((card) => !card.read).length}
        onChange={setPlace}
      />
      <TitleBar
        tab={place === 'workbench' ? tab?.title : undefined}
        onTab={onTab}
        onSelect={setOnTab}
        onCloseTab={() => {
          setTab(undefined);
          setOnTab(false);
        }}
        large={props.large}
        onLarge={props.onLarge}
      />
      <div class={css.content}>
        <div class={css.messages} hidden={place !== 'messages'}>
          <div class={css.conversations}>
            <div class={css.conversation} aria-current="true">
              <span class={css.bell}>
                <Icon name="bell" />
              </span>
              {say('work')}
            </div>
          </div>
          <div class={css.feed}>
            <h2 class={css.feedHead}>
              {say('workOf')}
              {state.company.name}
            </h2>
            <Feed cards={feed} onOpen={openCard} />
          </div>
        </div>
        <div class={css.bench} hidden={place !== 'workbench' || (onTab && tab !== undefined)}>
          <h2 class={css.benchHead}>
            {state.company.name}
            <small>{say('workbench')}</small>
          </h2>
          <Workbench apps={appsOf(state, person)} kind="pc" onOpen={openApp} />
        </div>
        {tab && (
          <div class={css.tab} hidden={place !== 'workbench' || !onTab}>
            <PcPage
              key={tab.key}
              place="pc-tab"
              url={tab.url}
              name={tab.title}
              who={who}
              onOpen={open}
              onClose={() => {
                setTab(undefined);
                setOnTab(false);
              }}
            />
          </div>
        )}
        {outside && <BrowserWindow outside={outside} onClose={() => setOutside(undefined)} />}
        {panel && (
          <aside class={css.panel} aria-label={say('panel')}>
            <PcPage
              key={panel.key}
              place="pc-panel"
              url={panel.url}
              name={panel.title}
              who={who}
              onOpen={open}
              onClose={() => setPanel(undefined)}
              withHead
            />
          </aside>
        )}
        {modal && (
          <div class={css.scrim}>
            <div class={css.modal} role="dialog" aria-modal="true" aria-label={modal.title || say('modal')}>
              <PcPage
                key={modal.key}
                place="pc-modal"
                url={modal.url}
                name={modal.title}
                who={who}
                onOpen={open}
                onClose={() => setModal(undefined)}
                withHead
              />
            </div>
          </div>
        )}
      </div>
    </section>
  );
}
