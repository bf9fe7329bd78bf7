// Compiled, never run: the declared types as an application uses them.
import { HubClient, HubError, type Gap, type Message } from '../src/main/resources/io/broadcasthub/web/hub.js';

type Price = { cents: number };

const hub = new HubClient('wss://hub.example/ws', { token: async () => 'jwt' });
hub.onstate = ({ state, retryIn }) => console.log(state, retryIn?.toFixed());

hub.subscribe<Price>('prices', (message) => message.data.cents.toFixed());
hub.subscribe<Price>('prices.*', { last: 3 }, { onMessage: (m) => m.data.cents, onGap: (gap: Gap) => gap.reason });

for await (const item of hub.subscribe<Price>('prices.eu', { after: 'e:1' })) {
  if (item.type === 'message') item.data.cents.toFixed();
  else item.reason satisfies Gap['reason'];
}

const { id } = await hub.publish('prices', { cents: 1 }, { key: 'eu', dedupe: 'once' });
id satisfies Message['id'];

// @ts-expect-error undefined is not JSON
await hub.publish('prices', undefined);
// @ts-expect-error a state is one of four
hub.state satisfies 'open';

try {
  await hub.presence('prices');
} catch (error) {
  if (error instanceof HubError && error.code === 'rate_limited') error.retryAfter?.toFixed();
}
hub.close();
