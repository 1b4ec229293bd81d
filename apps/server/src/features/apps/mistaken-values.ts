import { type FormProblem, problem } from './problems.ts';
import type { NewApp } from './types.ts';

// The four values stand side by side in DingTalk's console and are easily swapped. Their shapes (dingtalk-api.md §0.4) tell
// most swaps without asking anybody; what looks right and is wrong, the doctor finds.
const looks = {
  corpId: (text: string) => /^ding[0-9a-f]{30,34}$/i.test(text),
  appKey: (text: string) => /^ding[a-z0-9]{12,20}$/i.test(text),
  agentId: (text: string) => /^\d{6,15}$/.test(text),
  uuid: (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text),
  secret: (text: string) => /^[\w-]{48,}$/.test(text),
};

/** Values that stand in the wrong field. `entered.agentId` is the text as it was typed. */
export function findMistaken(
  entered: Pick<NewApp, 'corpId' | 'appKey'> & { agentId: string; appSecret: string },
): readonly FormProblem[] {
  const { corpId, agentId, appKey, appSecret } = entered;
  const found: FormProblem[] = [];
  if (looks.agentId(corpId))
    found.push(
      problem(
        'corpId',
        '这像是 AgentId。CorpId 在开放平台首页右上角，以 ding 开头。',
        'This looks like an AgentId. The CorpId is at the top right of the developer console and begins with ding.',
      ),
    );
  else if (looks.secret(corpId))
    found.push(problem('corpId', '这像是 AppSecret，请填 CorpId。', 'This looks like an AppSecret. Enter the CorpId.'));
  if (looks.uuid(agentId))
    found.push(
      problem(
        'agentId',
        '这是统一应用 ID（App ID）。AgentId 只有数字，在“凭证与基础信息”里。',
        'This is the unified App ID. The AgentId has digits only; see Credentials and basic information.',
      ),
    );
  else if (looks.corpId(agentId) || looks.appKey(agentId))
    found.push(
      problem(
        'agentId',
        '这像是 CorpId 或 AppKey。AgentId 只有数字。',
        'This looks like a CorpId or an AppKey. The AgentId has digits only.',
      ),
    );
  if (appKey !== '' && appKey === corpId)
    found.push(
      problem(
        'appKey',
        '与 CorpId 相同。AppKey（Client ID）在应用的“凭证与基础信息”里。',
        'The same as the CorpId. The AppKey (Client ID) is in the app’s Credentials and basic information.',
      ),
    );
  else if (looks.corpId(appKey))
    found.push(
      problem(
        'appKey',
        '这像是 CorpId。AppKey（Client ID）在应用的“凭证与基础信息”里。',
        'This looks like a CorpId. The AppKey (Client ID) is in the app’s Credentials and basic information.',
      ),
    );
  else if (looks.agentId(appKey) || looks.uuid(appKey))
    found.push(
      problem(
        'appKey',
        '这像是 AgentId 或 App ID，请填 AppKey（Client ID）。',
        'This looks like an AgentId or App ID. Enter the AppKey (Client ID).',
      ),
    );
  else if (looks.secret(appKey))
    found.push(
      problem(
        'appKey',
        '这像是 AppSecret，两个值可能填反了。',
        'This looks like an AppSecret; the two may be swapped.',
      ),
    );
  if (appSecret !== '' && (appSecret === appKey || looks.appKey(appSecret) || looks.corpId(appSecret)))
    found.push(
      problem(
        'appSecret',
        '这像是 AppKey 或 CorpId，请填 AppSecret（Client Secret）。',
        'This looks like an AppKey or a CorpId. Enter the AppSecret (Client Secret).',
      ),
    );
  return found;
}
