import { script } from './lib/errors.ts';
// npm run format            rewrites what is not formatted
// npm run format -- --check says what is not formatted, and fails
import { format } from './lib/format.ts';

await script(async () => (await format(process.argv.includes('--check'))).code);
