import type { Api } from '../api.ts';
import { HeadReader } from './at-head.ts';
import { callsTopic } from './calls.ts';
import { loanTopic } from './loan.ts';
import { pricesTopic } from './prices.ts';

/** Topics of loans, of margin calls and of prices. */
export function registerTopics(app: Api): void {
  const reader = new HeadReader(app);
  app.live.addTopic(loanTopic(reader));
  app.live.addTopic(callsTopic(reader));
  app.live.addTopic(pricesTopic(reader));
}
