import type { JSX } from 'preact';
import type { EventDelivery } from '../../../src/model.ts';
import { exactTime } from '../card/time.ts';
import { useLanguage } from '../i18n.ts';
import { useWords } from '../i18n-words.ts';
import { prettyJson } from '../log/outcome.ts';
import { Tag } from '../ui/outcome.tsx';
import page from '../ui/page.module.css';
import css from './wire.module.css';

const words = {
  body: ['加密前的内容', 'Body before encryption'],
  tries: ['每次投递', 'Each try'],
  untried: ['还没有投递', 'Not tried yet'],
  good: ['回答正确', 'Answered well'],
} as const;

/** What was wrong with an answer, in words. */
const problems: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  bad_url: ['请求网址不是完整的网址', 'The address is not a whole one'],
  unreachable: ['连不上', 'Could not be reached'],
  refused: ['被拒绝', 'Refused'],
  timeout: ['超过时限没有回答', 'No answer in time'],
  not_200: ['HTTP 状态不是 200', 'The HTTP status was not 200'],
  not_encrypted: ['回答没有加密', 'The answer was not encrypted'],
  wrong_signature: ['回答的签名不对', 'The answer’s signature was wrong'],
  wrong_owner: ['回答里的 AppKey 不对', 'The answer named another AppKey'],
  later: ['应用说稍后再来（LATER）', 'The app asked for it later (LATER)'],
  no_connection: ['应用没有连接', 'The app is not connected'],
  not_success: ['解密后不是 success', 'Decrypted, it did not say “success”'],
};

/** Each try to deliver one event, and its body. */
export function Tries({ delivery }: { delivery: EventDelivery }): JSX.Element {
  const own = useWords(words);
  const at = useLanguage() === 'zh' ? 0 : 1;
  return (
    <dl class={css.bodies}>
      <dt>
        {own('tries')} · eventId <span class={page.mono}>{delivery.eventId}</span>
      </dt>
      {delivery.tries.length === 0 && <dd>{own('untried')}</dd>}
      {delivery.tries.map((one) => (
        <div key={one.at} class={css.line}>
          <span>
            <span class={css.time}>{exactTime(one.at)}</span> · {one.status || '–'} · {one.ms} ms
          </span>
          <Tag tone={one.problem ? 'bad' : 'good'}>
            {one.problem ? (problems[one.problem]?.[at] ?? one.problem) : own('good')}
          </Tag>
        </div>
      ))}
      <dt>{own('body')}</dt>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard */}
      <dd tabIndex={0}>{prettyJson(delivery.body)}</dd>
    </dl>
  );
}
