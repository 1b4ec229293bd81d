import { consolePages } from '../console-pages.ts';
import type { Check } from '../ports.ts';
import { isUnreachable, openTheWay } from '../refusals.ts';
import { advice, failed, notTested, passed } from '../words.ts';

/** dingtalk-api.md §6.2: the codes of the encryption, as our side would print them. */
const refusals: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  '900005': [
    '签名不对：控制台里的 token 和这里的不一样。',
    'Wrong signature: the token in DingTalk’s console is another one.',
  ],
  '900008': [
    '解不开：控制台里的 aes_key 和这里的不一样。',
    'It cannot be decrypted: the aes_key in DingTalk’s console is another one.',
  ],
  '900004': ['aes_key 不对。', 'The aes_key is wrong.'],
  '900010': ['发给了另一个应用（AppKey 不同）。', 'It was meant for another app (another AppKey).'],
};

/** Has DingTalk been heard on the channel that was chosen, and understood? */
export const eventChannel: Check = {
  name: { zh: '事件与回调', en: 'Event channel' },
  step: 5,
  async run({ deps, app }) {
    const state = await deps.channels()?.state(app.corpId);
    if (!state)
      return notTested(
        '产品没有在运行，事件通道没有检查。',
        'The product does not run: the channel was not looked at.',
      );
    if (state.mode === 'stream') {
      if (state.stream?.state === 'connected') return passed('Stream 已连接。', 'Stream is connected.');
      return failed('Stream 没有连上。', 'Stream is not connected.', {
        ...(state.stream?.problem ? { detail: state.stream.problem.slice(0, 300) } : {}),
        link: consolePages.apps,
        ...(isUnreachable(state.stream?.problem ?? '')
          ? openTheWay
          : advice(
              '在“事件与回调”里选择 Stream 模式推送并保存。',
              'Choose Stream mode under 事件与回调 (events) and save.',
            )),
      });
    }
    const seen = [state.lastSeenAt, state.lastCheckAt]
      .filter((at) => at !== undefined)
      .sort()
      .at(-1);
    const code = /9000\d\d/.exec(state.lastRefusal ?? '')?.[0];
    if (state.refused > 0) {
      const [zh, en] = refusals[code ?? ''] ?? ['请求没有通过验证。', 'A request did not pass.'];
      return failed(`拒绝了 ${state.refused} 次推送。${zh}`, `${state.refused} pushes were refused. ${en}`, {
        ...(state.lastRefusal ? { detail: state.lastRefusal.slice(0, 300) } : {}),
        link: consolePages.apps,
        ...advice(
          '把这里的 token、aes_key 和请求网址重新复制到“事件与回调”，再保存。',
          'Copy token, aes_key and URL again into 事件与回调 (events) and save.',
        ),
      });
    }
    if (seen === undefined)
      return failed('还没有收到过钉钉的请求。', 'DingTalk has not called yet.', {
        link: consolePages.apps,
        ...advice(
          '在“事件与回调”填好三个值后点保存，钉钉会马上来测试。',
          'Enter the three values under 事件与回调 (events) and save: DingTalk tests at once.',
        ),
      });
    return passed('收到过钉钉的请求，验证通过。', 'DingTalk has called, and was understood.', { detail: seen });
  },
};
