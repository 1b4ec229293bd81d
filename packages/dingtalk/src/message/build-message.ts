import { ok } from '@hongyan/kit';
import { refused } from '../fields.ts';
import { buildOaMessage, maxMessageBytes } from '../oa-message.ts';
import type { DingTalkResult } from '../types.ts';
import { buildActionCard } from './action-card.ts';
import { firstProblem, mediaProblem, tooLong, webProblem } from './problems.ts';
import type { WorkMessage } from './types.ts';

/** What is written, or why the platform would not take it. */
type Draft = { readonly msg: object | string } | { readonly problem: string };

/**
 * The exact text of a message (dingtalk-api.md §3.3), for `send`. What the platform would refuse is refused here, before it costs
 * a call: what is missing, what is too long (limits that it only advises are not enforced), and above all 2,048 bytes of UTF-8.
 */
export function buildMessage(message: WorkMessage): DingTalkResult<string> {
  const draft = write(message);
  if ('problem' in draft) return refused(draft.problem);
  const text = typeof draft.msg === 'string' ? draft.msg : JSON.stringify(draft.msg);
  const bytes = Buffer.byteLength(text);
  return bytes > maxMessageBytes ? refused(`${bytes} bytes; ${maxMessageBytes} are allowed`) : ok(text);
}

function write(message: WorkMessage): Draft {
  switch (message.kind) {
    case 'text':
      return message.content.trim() === ''
        ? { problem: 'a text without content' }
        : { msg: { msgtype: 'text', text: { content: message.content } } };
    case 'image':
    case 'file':
      return draftOf(mediaProblem(message.mediaId), {
        msgtype: message.kind,
        [message.kind]: { media_id: message.mediaId },
      });
    case 'voice': {
      const isShort = Number.isInteger(message.seconds) && message.seconds > 0 && message.seconds < 60;
      const problem = mediaProblem(message.mediaId) ?? (isShort ? undefined : 'a voice lasts 1 to 59 seconds');
      return draftOf(problem, {
        msgtype: 'voice',
        voice: { media_id: message.mediaId, duration: String(message.seconds) },
      });
    }
    case 'link':
      return writeLink(message);
    case 'markdown':
      return draftOf(firstProblem(tooLong('title', message.title, 64), tooLong('text', message.text, 5000)), {
        msgtype: 'markdown',
        markdown: { title: message.title, text: message.text },
      });
    case 'action_card':
      return buildActionCard(message);
    case 'oa':
      return writeOa(message);
  }
}

function writeLink({ title, text, url, picture }: WorkMessage & { kind: 'link' }): Draft {
  const problem = firstProblem(
    tooLong('title', title, 100),
    tooLong('text', text, 5000),
    webProblem('messageUrl', url),
    picture === '' ? 'a link without picture' : undefined,
  );
  return draftOf(problem, { msgtype: 'link', link: { messageUrl: url, picUrl: picture, title, text } });
}

function writeOa({ card }: WorkMessage & { kind: 'oa' }): Draft {
  try {
    return { msg: buildOaMessage(card) };
  } catch (error) {
    if (error instanceof RangeError) return { problem: error.message };
    throw error;
  }
}

const draftOf = (problem: string | undefined, msg: object): Draft => (problem ? { problem } : { msg });
