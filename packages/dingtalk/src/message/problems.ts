/** What is wrong with a text of a message: empty, or longer than the platform takes (45002). */
export function tooLong(name: string, text: string, most: number): string | undefined {
  if (text.trim() === '') return `${name} is empty`;
  return text.length > most ? `${name}: ${text.length} characters; ${most} are allowed` : undefined;
}

/** Pages and DingTalk's own links; anything else opens nothing. */
export function webProblem(name: string, url: string, most = 2048): string | undefined {
  if (!/^(https?|dingtalk|eapp):\/\/\S+$/i.test(url)) return `${name} is no address`;
  return tooLong(name, url, most);
}

/** A `media_id` came from an upload. */
export const mediaProblem = (mediaId: string): string | undefined =>
  /^\S+$/.test(mediaId) ? undefined : 'the media id is empty or holds a space';

export const firstProblem = (...problems: (string | undefined)[]): string | undefined =>
  problems.find((problem) => problem !== undefined);
