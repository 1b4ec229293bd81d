import type { ServerResponse } from 'node:http';
import type { World } from '../state/world.ts';

/** The live view: every event of the world as one server-sent event, until the client goes away. */
export function sendEvents(world: World, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': hello\n\n');
  const stop = world.bus.on((event) => response.write(`data: ${JSON.stringify(event)}\n\n`));
  response.on('close', stop);
}
