import type { ClientApp, ClientPerson, FullState } from '../../src/client-api/state.ts';
import { onDevice } from '../../src/container/links.ts';
import type { ControlApp } from '../../src/control.ts';

/** One thing on the workbench; without `open` it is there for the picture and does nothing. */
export interface Tile {
  readonly name: readonly [zh: string, en: string];
  readonly icon: string;
  /** One of the six colours of the palette. */
  readonly hue: number;
}

export const placeholders: { readonly common: readonly Tile[]; readonly business: readonly Tile[] } = {
  common: [
    { name: ['考勤打卡', 'Attendance'], icon: 'clock', hue: 2 },
    { name: ['审批', 'Approval'], icon: 'okc', hue: 4 },
    { name: ['日志', 'Reports'], icon: 'note', hue: 3 },
    { name: ['公告', 'Bulletin'], icon: 'bell', hue: 5 },
    { name: ['待办', 'To-do'], icon: 'todo', hue: 1 },
    { name: ['日历', 'Calendar'], icon: 'cal', hue: 6 },
    { name: ['钉盘', 'Drive'], icon: 'drive', hue: 2 },
  ],
  business: [
    { name: ['视频会议', 'Meetings'], icon: 'video', hue: 1 },
    { name: ['人事', 'People'], icon: 'users', hue: 5 },
    { name: ['报销', 'Expenses'], icon: 'list', hue: 4 },
    { name: ['经营看板', 'Figures'], icon: 'chart', hue: 6 },
  ],
};

/** The app's home page on this device, `$CORPID$` filled in as the workbench does it (dingtalk-api.md §2.1). */
export function homeOn(
  app: ClientApp,
  kind: 'phone' | 'pc',
  state: FullState,
  deviceOrigin: string,
): string | undefined {
  const url = (kind === 'phone' ? app.homeUrl : app.pcHomeUrl).replaceAll(
    '$CORPID$',
    encodeURIComponent(state.company.corpId),
  );
  const own = URL.canParse(url) ? [...state.ownOrigins, new URL(url).origin] : state.ownOrigins;
  return onDevice(url, own, deviceOrigin);
}

/** Every origin that means the product: where it listens, its public address, the home pages of its apps. */
export const productOrigins = (state: FullState): string[] => [
  ...state.ownOrigins,
  ...state.apps
    .flatMap((app) => [app.homeUrl, app.pcHomeUrl])
    .flatMap((url) => (URL.canParse(url) ? [new URL(url).origin] : [])),
];

/** An address that is not the product's: the ordinary browser takes it, without a way back to this page. */
export const openOutside = (url: string): void => {
  window.open(url, '_blank', 'noopener,noreferrer');
};

/** The apps on this person's workbench: published, and for them (dingtalk-api.md §5.8). */
export const appsOf = (state: FullState, person: ClientPerson): ControlApp[] =>
  state.apps.filter((app) => isVisible(app, person, state));

function isVisible(app: ControlApp, person: ClientPerson, { company }: FullState): boolean {
  if (app.published === false) return false;
  const scope = app.visibleScope;
  if (!scope) return true;
  if (scope.adminsOnly) return (person.adminLevel ?? (person.isAdmin ? 1 : 0)) > 0;
  if (scope.userIds.includes(person.userId)) return true;
  const parents = new Map(company.departments.map(({ id, parentId }) => [id, parentId]));
  const isWithin = (id: number | undefined): boolean =>
    id !== undefined && (scope.departmentIds.includes(id) || isWithin(parents.get(id)));
  return (person.departmentIds ?? [person.departmentId]).some(isWithin);
}

/** Is this the form of a link that opens an app in the workbench? */
export const isOpenApp = (link: string): boolean => link.startsWith('dingtalk://dingtalkclient/action/openapp');
