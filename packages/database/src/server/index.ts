export { dataFolder, removeServer, startServer } from './server.ts';
export type { Server, ServerOptions } from './server.ts';
