import { textParam } from './params.ts';
import type { Directory } from './pickers.ts';
import type { BridgeReply, ContainerAnswer, ContainerCall } from './types.ts';

const done: BridgeReply = { kind: 'ok', body: {} };
const failed = (errorCode: string, errorMessage: string): BridgeReply => ({ kind: 'fail', errorCode, errorMessage });

/** Calls about conversations, DING and the telephone. Nobody has a group chat here: what needs one is cancelled or not found. */
export function chatMethods(call: ContainerCall, directory: Directory): ContainerAnswer | undefined {
  const { method, params } = call;
  const named = (userId: string) => directory.person(userId)?.name;
  switch (method) {
    case 'biz.chat.pickConversation':
    case 'biz.chat.chooseConversationByCorpId':
      return { reply: failed('-1', '用户取消') };
    case 'biz.chat.toConversation':
    case 'biz.chat.toConversationByOpenConversationId':
      return { reply: failed('3', '会话不存在') };
    case 'biz.chat.openSingleChat': {
      const name = named(textParam(params, 'userId'));
      return name
        ? { reply: done, effect: { kind: 'place', place: 'chat', about: name } }
        : { reply: failed('3', '用户不存在') };
    }
    case 'biz.util.open': {
      const given = params.params;
      const { id, emplId } = (given !== null && typeof given === 'object' ? given : {}) as {
        id?: unknown;
        emplId?: unknown;
      };
      const about = named(String(emplId ?? id ?? '')) ?? '';
      return {
        reply: done,
        effect: { kind: 'place', place: textParam(params, 'name') === 'chat' ? 'chat' : 'profile', about },
      };
    }
    case 'biz.ding.create':
    case 'biz.ding.post':
      return { reply: done, effect: { kind: 'place', place: 'ding', about: textParam(params, 'text') } };
    case 'biz.telephone.call':
    case 'biz.telephone.showCallMenu':
    case 'biz.telephone.quickCallList':
      return { reply: done, effect: { kind: 'place', place: 'dial', about: textParam(params, 'phoneNumber') } };
    default:
      return undefined;
  }
}
