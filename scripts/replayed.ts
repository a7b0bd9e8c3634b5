// npm run check:replay -- --scenario flash-crash --loans 60
// npm run check:replay -- --prices eth-usdt-1h.csv.gz --from 2021-05-01 --to 2021-06-01 --loans 500
//
// Runs a replay with an API over its chain, makes its report again from the API's answers alone,
// and compares every value. Arguments are those of `hypothec replay`.
import { script } from './lib/errors.ts';
import { checkReplay } from './replayed/check.ts';

await script(async () => {
  const { equal, differences } = await checkReplay(process.argv.slice(2));
  for (const { where, reported, given } of differences) {
    process.stdout.write(`${where}: reported ${String(reported)}, by the API ${String(given)}\n`);
  }
  process.stdout.write(`${equal} values equal, ${differences.length} differ\n`);
  return differences.length === 0 && equal > 0 ? 0 : 1;
});
