// A bare route of the same server library: what a request costs without any of ours.
import { fastify } from 'fastify';

const app = fastify({ logger: false });
const body = { status: 'ok', block: { number: 1, hash: `0x${'0'.repeat(64)}` } };
app.get('/', () => body);
await app.listen({ host: '127.0.0.1', port: Number(process.argv[2]) });
process.on('SIGTERM', () => void app.close());
