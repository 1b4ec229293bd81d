import type { BodyPart } from './types.ts';

/** The part to preview: the first text/plain that is no attachment, else the first text/html. */
export function firstTextPart(structure: BodyPart): BodyPart | undefined {
  const texts = leaves(structure).filter(
    ({ mediaType, disposition }) => disposition !== 'attachment' && /^text\/(plain|html)$/.test(mediaType),
  );
  return texts.find(({ mediaType }) => mediaType === 'text/plain') ?? texts[0];
}

/** What a person would call attachments: not the body texts, not pictures that the HTML shows. */
export function attachmentsOf(structure: BodyPart): readonly BodyPart[] {
  return leaves(structure).filter((part) => {
    const { mediaType, disposition, name, contentId } = part;
    if (disposition === 'attachment') return true;
    if (/^text\/(plain|html)$/.test(mediaType)) return name !== undefined;
    if (mediaType === 'application/pgp-signature' || mediaType === 'application/pkcs7-signature') return false;
    return !(contentId && mediaType.startsWith('image/'));
  });
}

/** All parts with content; an enclosed message counts as one. */
function leaves(part: BodyPart): BodyPart[] {
  if (part.mediaType.startsWith('multipart/')) return part.children.flatMap(leaves);
  return [part];
}
