// A bare route of the same server library: what a request costs without any of ours.
//   node bare.ts <port> <bytes of an answer>
import { fastify } from 'fastify';

const [port = '0', bytes = '0'] = process.argv.slice(2);
const hash = `0x${'0'.repeat(64)}`;
const item = { amount: '1500000000', decimals: 6, symbol: 'USDC', token: `0x${'5f'.repeat(20)}` };
const count = Math.round(Number(bytes) / JSON.stringify(item).length);
const items = Array.from({ length: count }, () => item);
const app = fastify({ logger: false });
app.get('/', () => ({ status: 'ok', block: { number: 1, hash }, items }));
await app.listen({ host: '127.0.0.1', port: Number(port) });
process.on('SIGTERM', () => void app.close());
