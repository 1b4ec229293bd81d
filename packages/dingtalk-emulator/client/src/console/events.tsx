import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ControlApp } from '../../../src/control.ts';
import type { EventSettings } from '../../../src/model.ts';
import { control, Refusal, useAct } from '../control.ts';
import { useLanguage, useText } from '../i18n.ts';
import { useWords } from '../i18n-words.ts';
import { Button } from '../ui/button.tsx';
import { Tick } from '../ui/field.tsx';
import { Outcome, Tag } from '../ui/outcome.tsx';
import page from '../ui/page.module.css';
import { contactEvents } from './event-types.ts';
import css from './events.module.css';
import { PushFields } from './push-fields.tsx';
import { words as shared } from './words.ts';

const words = {
  way: ['推送方式', 'How events travel'],
  push: ['HTTP推送', 'HTTP push'],
  pushNote: ['钉钉向请求网址发送加密的事件', 'DingTalk posts encrypted events to an address'],
  stream: ['Stream 模式推送', 'Stream mode'],
  streamNote: ['应用主动连上钉钉，不需要公网地址', 'The app connects to DingTalk; no public address is needed'],
  connections: ['当前连接', 'Connections now'],
  savedPush: ['已保存。验证事件 check_url 回答正确。', 'Saved. The answer to check_url was right.'],
  savedStream: ['已保存。应用连上以后就能收到事件。', 'Saved. Events arrive once the app has connected.'],
  notSaved: ['没有保存：', 'Not saved: '],
  list: ['事件订阅', 'Subscribed events'],
  listFirst: ['先保存推送方式，再勾选事件。', 'Save the way first, then tick the events.'],
  listLead: ['通讯录事件。勾选后再按“保存”。', 'Events of the directory. Tick them, then press “Save” again.'],
  all: ['全选', 'All'],
} as const;

/** 事件与回调: the way in which events reach the app, checked when it is saved, and which ones it wants. */
export function Events({ app }: { app: ControlApp }): JSX.Element {
  const say = useText();
  const language = useLanguage();
  const own = useWords(words);
  const text = useWords(shared);
  const act = useAct();
  const saved = app.events;
  const [mode, setMode] = useState<EventSettings['mode']>(saved?.mode ?? 'push');
  const [push, setPush] = useState({
    aesKey: saved?.aesKey ?? '',
    token: saved?.token ?? '',
    url: saved?.url ?? '',
  });
  const [types, setTypes] = useState<readonly string[]>(saved?.types ?? []);
  const [tried, setTried] = useState(false);

  const save = () => {
    setTried(true);
    const settings: EventSettings =
      mode === 'push'
        ? { mode, url: push.url.trim(), token: push.token.trim(), aesKey: push.aesKey.trim(), types }
        : { mode, types };
    void act.run(
      async () => {
        const { ok, problem } = await control('apps/events', { appKey: app.appKey, events: settings });
        if (ok) return;
        const words = problem ?? { zh: '回答不对', en: 'the answer was wrong' };
        throw new Refusal(`没有保存：${words.zh}`, `Not saved: ${words.en}`);
      },
      own(mode === 'push' ? 'savedPush' : 'savedStream'),
    );
  };

  return (
    <form
      class={page.rows}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <section class={`${page.card} ${page.pad}`} aria-label={text('events')}>
        <div class={page.cardHead}>
          <h3>{text('events')}</h3>
          {saved?.mode === 'stream' && (
            <Tag tone={app.connections > 0 ? 'good' : 'warn'}>{`${own('connections')} ${app.connections}`}</Tag>
          )}
        </div>
        <fieldset class={css.ways} aria-label={own('way')}>
          <Tick
            label={own('push')}
            note={own('pushNote')}
            radio="way"
            checked={mode === 'push'}
            onChange={() => setMode('push')}
          />
          <Tick
            label={own('stream')}
            note={own('streamNote')}
            radio="way"
            checked={mode === 'stream'}
            onChange={() => setMode('stream')}
          />
        </fieldset>
        {mode === 'push' && <PushFields value={push} onChange={setPush} tried={tried} />}
      </section>
      <section class={`${page.card} ${page.pad}`} aria-label={own('list')}>
        <div class={page.cardHead}>
          <h3>{own('list')}</h3>
          <span class={page.grow} />
          {saved && (
            <Button kind="ghost" small onClick={() => setTypes(contactEvents.map(({ type }) => type))}>
              {own('all')}
            </Button>
          )}
        </div>
        <p class={page.lead}>{own(saved ? 'listLead' : 'listFirst')}</p>
        <div class={css.events}>
          {contactEvents.map((one) => (
            <Tick
              key={one.type}
              label={one[language]}
              note={one.type}
              disabled={!saved}
              checked={types.includes(one.type)}
              onChange={(on) =>
                setTypes((now) => [...now.filter((type) => type !== one.type), ...(on ? [one.type] : [])])
              }
            />
          ))}
        </div>
      </section>
      <div class={css.foot}>
        <Button kind="primary" submit busy={act.busy}>
          {say('save')}
        </Button>
        <div class={css.outcome}>
          <Outcome act={act} />
        </div>
      </div>
    </form>
  );
}
