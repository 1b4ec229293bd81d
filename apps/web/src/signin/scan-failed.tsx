import { problemWords } from './browser-problems.ts';
import s from './problem-page.module.css';

/** How the sign-in on DingTalk's page ended: what happened, what is safe, what to do. */
export function ScanFailed({ problem }: { readonly problem: string }) {
  const { title, text } = problemWords(problem);
  return (
    <div role="alert">
      <h1 className={s.title}>{title}</h1>
      <p className={s.text}>{text}</p>
    </div>
  );
}
