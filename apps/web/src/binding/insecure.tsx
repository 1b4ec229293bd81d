import { boot } from '../boot.ts';
import { Banner } from '../ui/banner.tsx';
import { Logo } from '../ui/goose.tsx';
import s from './binding-page.module.css';
import { bindingText } from './binding-text.ts';

/** Plain http on a foreign host: nothing can be encrypted here, and there is no weaker way (design §5.8). */
export function Insecure() {
  const t = bindingText();
  return (
    <main className={s.page}>
      <div className={s.form}>
        <header className={s.head}>
          <Logo size={48} />
          <div>
            <h1 className={s.title}>{t.title}</h1>
            <p className={s.sub}>{boot.appName}</p>
          </div>
        </header>
        <Banner tone="danger">
          <p>{t.insecure}</p>
          <p>{t.insecureAdvice}</p>
        </Banner>
      </div>
    </main>
  );
}
