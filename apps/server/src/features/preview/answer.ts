import { RawAnswer } from '../../http/types.ts';
import { toDisposition } from './disposition.ts';
import { sniffImage } from './image-type.ts';

/** Even what is shown can do nothing: no script, no origin, no request of its own. */
const guards = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; sandbox",
  'referrer-policy': 'no-referrer',
  'cache-control': 'private, max-age=3600',
} as const;

/** An image inside the mail. The mail's frame has an opaque origin, so it counts as another site. */
export const toImageAnswer = (type: string, bytes: Uint8Array): RawAnswer =>
  new RawAnswer(
    200,
    {
      ...guards,
      'content-type': type,
      'cross-origin-resource-policy': 'cross-origin',
      'content-disposition': 'inline',
    },
    bytes,
  );

/** A file of the mail: shown only where its bytes are a raster image or it is plain text, else downloaded. */
export function toFileAnswer(
  file: { readonly name: string; readonly mediaType: string; readonly content: Uint8Array },
  download: boolean,
): RawAnswer {
  const shown = download ? undefined : shownType(file);
  return new RawAnswer(
    200,
    {
      ...guards,
      'content-type': shown ?? downloadType(file),
      'cross-origin-resource-policy': 'same-origin',
      'content-disposition': toDisposition(shown ? 'inline' : 'attachment', file.name),
    },
    file.content,
  );
}

// Types that a phone knows an app for, none of which a browser takes for a page. Everything else goes out without a type.
const namedForDownload =
  /^(application\/(pdf|ofd|rtf|msword|zip|x-7z-compressed|vnd\.rar|x-rar-compressed|vnd\.(ms-(excel|powerpoint)|openxmlformats-officedocument\.[\w.]+|oasis\.opendocument\.\w+))|(audio|video)\/[\w.+-]+|text\/(plain|csv|calendar|vcard))$/;

function downloadType(file: { readonly mediaType: string; readonly content: Uint8Array }): string {
  const type = file.mediaType.toLowerCase();
  return sniffImage(file.content) ?? (namedForDownload.test(type) ? type : 'application/octet-stream');
}

function shownType(file: { readonly mediaType: string; readonly content: Uint8Array }): string | undefined {
  const type = file.mediaType.toLowerCase();
  if (type === 'text/plain') return `text/plain; charset=${guessCharset(file.content)}`;
  return type.startsWith('image/') || type === 'application/octet-stream' ? sniffImage(file.content) : undefined;
}

/** Chinese text files are UTF-8 or GB18030; the bytes tell which (mail-providers.md §3.1). */
function guessCharset(bytes: Uint8Array): 'utf-8' | 'gb18030' {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'gb18030';
  }
}
