import type { JSX } from 'preact';
import type { FeedCard } from '../../../src/model.ts';
import { Feed } from '../card/feed.tsx';
import type { CardLink } from '../card/view.ts';
import { useText } from '../i18n.ts';
import { Icon } from '../ui/icon.tsx';
import css from './conversation.module.css';
import { NavBar } from './nav-bar.tsx';

/** The conversation of work notifications on the phone, with the app at its foot. */
export function Conversation(props: {
  company: string;
  cards: readonly FeedCard[];
  onOpen: (card: FeedCard, link: CardLink) => void;
  onBack: () => void;
  app: { name: string; open: () => void } | undefined;
}): JSX.Element {
  const say = useText();
  return (
    <>
      <NavBar
        title={`${say('workOf')}${props.company}`}
        onBack={props.onBack}
        right={
          <span class={css.gear} aria-hidden="true">
            <Icon name="gear" />
          </span>
        }
      />
      <Feed cards={props.cards} onOpen={props.onOpen} />
      {props.app && (
        <div class={css.foot}>
          <button type="button" onClick={props.app.open}>
            {say('open')}
            {props.app.name}
          </button>
        </div>
      )}
    </>
  );
}
