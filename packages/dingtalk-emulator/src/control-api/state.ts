import type { ControlState } from '../control.ts';
import type { World } from '../state/world.ts';

const shownDeliveries = 200;

/** The console's side of the state. */
export const controlState = (world: World): ControlState => ({
  apps: [...world.apps.values()].map((app) => ({
    ...app,
    token: world.tokens.stateOf(app.appKey),
    connections: world.events.stream.connections.count(app.appKey),
  })),
  departments: [...world.organisation.departments()],
  edition: world.limits.edition,
  quota: { calls: world.quota.used(), messages: world.quota.messages() },
  switches: world.switches,
  weather: world.events.weather,
  deliveries: world.events.book.list().slice(-shownDeliveries),
  clockAhead: world.clock.ahead,
  logins: world.logins.pending(),
});
