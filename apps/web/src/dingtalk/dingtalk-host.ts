import { type AuthCode, type Host, within } from './host.ts';

const patience = 3000;

/** The bridge to the DingTalk that we run in. Its SDK is loaded at once, beside the rest of the page. */
export function createDingTalkHost(): Host {
  const loading = import('./sdk.ts').then((module) => module.sdk);
  loading.catch(() => undefined);
  const quietly = (run: (sdk: Awaited<typeof loading>) => Promise<unknown>): void => {
    within(patience, loading.then(run), undefined).catch(() => undefined);
  };

  return {
    kind: 'dingtalk',
    async authCode(corpId, clientId) {
      try {
        const sdk = await within(3 * patience, loading, undefined);
        if (!sdk) return { kind: 'silent' };
        if (sdk.platform === 'notInDingTalk') return { kind: 'absent' };
        if (clientId) {
          const code = await askCode(sdk.requestAuthCode({ corpId, clientId }));
          if (code.kind === 'code' || code.kind === 'cancelled') return code;
        }
        // Clients before 7.0.45 know only the old style.
        return await askCode(sdk.requestOldCode({ corpId }));
      } catch (reason) {
        return refusal(reason);
      }
    },
    setTitle(title) {
      document.title = title;
      quietly((sdk) => sdk.setNavigationTitle({ title }));
    },
    async setRight(right) {
      try {
        const sdk = await within(3 * patience, loading, undefined);
        if (!sdk || !/^(ios|android|harmony)/.test(sdk.platform)) return false;
        // On iOS a watched call answers only when it is pressed, so its promise says nothing about success.
        const shown = sdk.setRight(
          right
            ? { show: true, control: true, text: right.text, onSuccess: right.run }
            : { show: false, control: false, text: '' },
        );
        shown.catch(() => undefined);
        return true;
      } catch {
        return false;
      }
    },
    openLink(url) {
      quietly((sdk) => sdk.openLink({ url }));
    },
    close() {
      quietly((sdk) => (sdk.platform === 'pc' ? sdk.quitPage({}) : sdk.closePage({})));
    },
  };
}

async function askCode(call: Promise<{ code: string }>): Promise<AuthCode> {
  try {
    const answer = await within(patience, call, undefined);
    if (!answer) return { kind: 'silent' };
    return answer.code ? { kind: 'code', code: answer.code } : { kind: 'refused' };
  } catch (reason) {
    return refusal(reason);
  }
}

function refusal(reason: unknown): AuthCode {
  const { errorCode, errorMessage } = (reason ?? {}) as { errorCode?: unknown; errorMessage?: unknown };
  if (String(errorCode) === '-1') return { kind: 'cancelled' };
  const words = [errorCode, errorMessage ?? (reason instanceof Error ? reason.message : undefined)];
  return { kind: 'refused', detail: words.filter(Boolean).map(String).join(' ') };
}
