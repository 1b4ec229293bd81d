import { useState } from 'react';
import { language, setLanguage } from '../../i18n/language.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { IconButton } from '../../ui/button.tsx';
import { Logo } from '../../ui/goose.tsx';
import { Icon } from '../../ui/icon.tsx';
import { down, key, menu } from '../../ui/icons.ts';
import { building, contrast, globe } from '../../ui/icons-console.ts';
import { isPhone } from '../../ui/layout.ts';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Tag } from '../../ui/tag.tsx';
import { go, Link, place } from '../router.tsx';
import { chooseCorp, corp, session, signOut } from '../session.ts';
import { setTheme, theme } from '../theme.ts';
import { shellText } from './shell-text.ts';
import { SideMenu } from './side-menu.tsx';
import s from './top-bar.module.css';

type Open = 'menu' | 'corp' | 'language' | 'theme' | 'person';

/** The bar over every screen: whose console it is, which company, who is signed in. */
export function TopBar() {
  const t = shellText();
  const [open, setOpen] = useState<{ what: Open; anchor: Element }>();
  const show = (what: Open) => (event: MouseEvent) =>
    setOpen({ what, anchor: (event.currentTarget ?? event.target) as Element });
  const close = () => setOpen(undefined);
  const corps = session.value?.corps ?? [];
  const shown = corp.value;
  const phone = isPhone.value;
  return (
    <header className={s.bar}>
      <IconButton icon={menu} label={t.menu} className={s.burger} onClick={show('menu')} />
      <Link to={{ kind: 'overview' }} className={s.home}>
        <Logo size={28} />
        <b>{t.name}</b>
        <span className={s.console}>{t.console}</span>
      </Link>
      <span className={s.grow} />
      {shown && corps.length > 1 ? (
        <button
          type="button"
          className={s.corp}
          aria-label={`${t.switchCorp}: ${nameOf(shown)}`}
          onClick={show('corp')}
        >
          <Icon icon={building} size={18} />
          <span className={s.cut}>{nameOf(shown)}</span>
          <Icon icon={down} size={16} />
        </button>
      ) : shown ? (
        <span className={s.corp}>
          <Icon icon={building} size={18} />
          <span className={s.cut}>{nameOf(shown)}</span>
        </span>
      ) : null}
      {phone ? null : <IconButton icon={globe} label={t.language} onClick={show('language')} />}
      {phone ? null : <IconButton icon={contrast} label={t.theme} onClick={show('theme')} />}
      <Person onClick={show('person')} />
      {open?.what === 'menu' ? (
        <Sheet title={t.menu} quietTitle anchor={open.anchor} width={240} onClose={close}>
          <SideMenu onGo={close} />
        </Sheet>
      ) : open ? (
        <Menu
          title={{ corp: t.switchCorp, language: t.language, theme: t.theme, person: t.account }[open.what]}
          anchor={open.anchor}
          width={open.what === 'corp' ? 280 : 200}
          items={itemsOf(open.what, phone)}
          onClose={close}
        />
      ) : null}
    </header>
  );
}

function Person({ onClick }: { readonly onClick: (event: MouseEvent) => void }) {
  const t = shellText();
  const who = session.value?.who;
  if (!who) return null;
  const name = who.kind === 'operator' ? t.operator : who.name;
  const role = who.kind === 'operator' ? undefined : who.level === 'main' ? t.mainAdmin : t.subAdmin;
  return (
    <button
      type="button"
      className={s.person}
      aria-label={`${t.account}: ${role ? `${name}, ${role}` : name}`}
      onClick={onClick as never}
    >
      {who.kind === 'operator' ? (
        <span className={s.operator} aria-hidden="true">
          <Icon icon={key} size={18} />
        </span>
      ) : (
        <Avatar who={{ name: who.name, address: who.userId }} kind="colleague" size={32} />
      )}
      <span className={s.name}>{name}</span>
      {role ? (
        <span className={s.role}>
          <Tag>{role}</Tag>
        </span>
      ) : null}
    </button>
  );
}

/** The domain says more to an administrator than the app's name, which is the same everywhere. */
const nameOf = (one: { readonly appName: string; readonly domains: readonly string[]; readonly corpId: string }) =>
  one.domains[0] ?? one.appName ?? one.corpId;

function itemsOf(what: Exclude<Open, 'menu'>, phone: boolean): readonly MenuItem[] {
  const t = shellText();
  const languages: MenuItem[] = [
    { label: '简体中文', checked: language.value === 'zh', onSelect: () => setLanguage('zh') },
    { label: 'English', checked: language.value === 'en', onSelect: () => setLanguage('en') },
  ];
  const themes: MenuItem[] = (['auto', 'light', 'dark'] as const).map((one) => ({
    label: t[one],
    checked: theme.value === one,
    onSelect: () => setTheme(one),
  }));
  if (what === 'language') return languages;
  if (what === 'theme') return themes;
  if (what === 'corp')
    return (session.value?.corps ?? []).map((one) => ({
      label: nameOf(one),
      hint: one.corpId,
      checked: one.corpId === corp.value?.corpId,
      onSelect: () => {
        chooseCorp(one.corpId);
        const at = place.value.kind;
        go(at === 'app' || at === 'edit-app' ? { kind: 'app', corpId: one.corpId } : place.value);
      },
    }));
  const leave: MenuItem = { label: t.signOut, apart: phone, onSelect: () => void signOut() };
  return phone ? [...languages, ...themes, leave] : [leave];
}
