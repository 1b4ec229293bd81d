import type { JSX } from 'preact';
import css from './markdown.module.css';
import { type Block, readMarkdown, type Span } from './markdown.ts';
import { Picture } from './picture.tsx';
import type { CardLink } from './view.ts';

/** Markdown as DingTalk draws it; a link opens as one of the card. */
export function MarkdownView({ text, onLink }: { text: string; onLink: (link: CardLink) => void }): JSX.Element {
  return (
    <div class={css.markdown}>
      {readMarkdown(text).map((block, at) => (
        <BlockView key={at} block={block} onLink={onLink} />
      ))}
    </div>
  );
}

function BlockView({ block, onLink }: { block: Block; onLink: (link: CardLink) => void }): JSX.Element {
  const spans = block.spans.map((one, at) => <SpanView key={at} span={one} onLink={onLink} />);
  switch (block.kind) {
    case 'heading':
      return <h4 data-level={Math.min(block.level, 4)}>{spans}</h4>;
    case 'quote':
      return <blockquote>{spans}</blockquote>;
    case 'item':
      return (
        <p class={css.item}>
          <span>{block.mark}</span>
          <span>{spans}</span>
        </p>
      );
    default:
      return <p>{spans}</p>;
  }
}

function SpanView({ span, onLink }: { span: Span; onLink: (link: CardLink) => void }): JSX.Element {
  switch (span.kind) {
    case 'bold':
      return <strong>{span.text}</strong>;
    case 'italic':
      return <em>{span.text}</em>;
    case 'image':
      return <Picture id={span.url} alt={span.text} />;
    case 'link':
      return (
        <button type="button" class={css.link} onClick={() => onLink({ phone: span.url, pc: span.url })}>
          {span.text}
        </button>
      );
    default:
      return <>{span.text}</>;
  }
}
