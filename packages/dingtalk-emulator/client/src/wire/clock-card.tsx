import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { FullState } from '../../../src/client-api/state.ts';
import { control, useAct } from '../control.ts';
import { useLanguage } from '../i18n.ts';
import { useWords } from '../i18n-words.ts';
import { Button } from '../ui/button.tsx';
import { Outcome } from '../ui/outcome.tsx';
import page from '../ui/page.module.css';
import css from './wire.module.css';

const words = {
  title: ['平台时钟', 'Clock of the platform'],
  lead: [
    '往前拨：授权码 5 分钟、凭证 2 小时、撤回 24 小时、状态栏 7 天，都跟着它走。不能往回拨。',
    'Forward only: codes live 5 minutes, tokens 2 hours, a recall 24 hours, a status bar 7 days by this clock.',
  ],
  ahead: ['比本机快', 'Ahead by'],
  same: ['与本机一致', 'As this machine'],
  moved: ['时钟已往前拨', 'The clock has moved on'],
} as const;
const steps = [
  { ms: 10_000, text: ['10 秒', '10 s'] },
  { ms: 5 * 60_000, text: ['5 分钟', '5 min'] },
  { ms: 2 * 3_600_000, text: ['2 小时', '2 h'] },
  { ms: 24 * 3_600_000, text: ['1 天', '1 day'] },
  { ms: 7 * 24 * 3_600_000, text: ['7 天', '7 days'] },
  { ms: 31 * 24 * 3_600_000, text: ['31 天', '31 days'] },
] as const;

/** The platform's time, and steps that move it on. */
export function ClockCard({ state }: { state: FullState }): JSX.Element {
  const own = useWords(words);
  const language = useLanguage();
  const at = language === 'zh' ? 0 : 1;
  const act = useAct();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const shown = new Date(now + state.clockAhead).toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: 'Asia/Shanghai',
    hour12: false,
  });
  return (
    <section class={`${page.card} ${page.pad}`} aria-label={own('title')}>
      <div class={page.cardHead}>
        <h3>{own('title')}</h3>
        <span class={css.time}>{shown} UTC+8</span>
      </div>
      <p class={page.lead}>{own('lead')}</p>
      <p class={page.quiet}>{state.clockAhead > 0 ? `${own('ahead')} ${span(state.clockAhead, at)}` : own('same')}</p>
      <div class={page.acts}>
        {steps.map(({ ms, text }) => (
          <Button
            key={ms}
            small
            busy={act.busy}
            label={`+${text[at]}`}
            onClick={() => void act.run(() => control('clock/pass', { ms }), own('moved'))}
          >
            +{text[at]}
          </Button>
        ))}
      </div>
      <Outcome act={act} />
    </section>
  );
}

/** `1 天 2 小时 5 分` */
function span(ms: number, at: 0 | 1): string {
  const units: readonly [number, readonly [string, string]][] = [
    [86_400_000, ['天', 'd']],
    [3_600_000, ['小时', 'h']],
    [60_000, ['分', 'min']],
    [1000, ['秒', 's']],
  ];
  let rest = ms;
  const parts = units.flatMap(([size, text]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count > 0 ? [`${count} ${text[at]}`] : [];
  });
  return parts.slice(0, 2).join(' ');
}
