import { ListSkeleton } from '../mail/list/list-skeleton.tsx';
import { isPhone } from '../ui/layout.ts';
import { useLate } from '../ui/skeleton.tsx';
import { signinText } from './signin-text.ts';
import s from './starting.module.css';

/** Before we know who looks: the shape of the page, nothing of anybody. */
export function Starting() {
  const late = useLate();
  const phone = isPhone.value;
  return (
    <main className={phone ? s.phone : s.pc} aria-busy="true">
      <h1 className={s.sr}>{signinText().starting}</h1>
      {late ? (
        <>
          <div className={s.head} />
          <div className={s.body}>
            <ListSkeleton phone={phone} />
          </div>
        </>
      ) : null}
    </main>
  );
}
