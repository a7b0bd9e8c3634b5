export { runCampaign } from './differential/campaign.ts';
export type { CampaignOptions, CampaignResult } from './differential/campaign.ts';
export { worldConfigs } from './differential/configs.ts';
export { configNamed, readRegressions } from './differential/regressions.ts';
export type { Regression } from './differential/regressions.ts';
export { replay } from './differential/replay.ts';
export { readTools } from './differential/run.ts';
export { traceOfMoves } from './differential/shrink.ts';
export { Random } from './random.ts';
