import type { BodyPart } from '@hongyan/mail';

/** How many parts a person would call attachments: named or marked so, and not a picture that the text shows. */
export function countAttachments(part: BodyPart | undefined): number {
  if (!part) return 0;
  if (part.mediaType.startsWith('multipart/')) {
    return part.children.reduce((sum, child) => sum + countAttachments(child), 0);
  }
  if (part.disposition === 'attachment') return 1;
  if (part.contentId !== undefined && part.mediaType.startsWith('image/')) return 0;
  if (part.mediaType === 'message/rfc822') return 1;
  return part.name !== undefined && part.disposition !== 'inline' ? 1 : 0;
}
