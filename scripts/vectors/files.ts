import { cure } from './cure.ts';
import { exponential } from './exponential.ts';
import { render } from './file.ts';
import { holdings } from './holdings.ts';
import { ids } from './ids.ts';
import { marginCall } from './margin-call.ts';
import { pool } from './pool.ts';
import { rates } from './rates.ts';
import { saleDue } from './sale-due.ts';
import { saleFile } from './sale.ts';
import { valuation } from './valuation.ts';

const all = [
  cure,
  exponential,
  holdings,
  ids,
  marginCall,
  pool,
  rates,
  saleFile,
  saleDue,
  valuation,
] as const;

/** Every file of `vectors/` by its name, as it must be. */
export function vectorFiles(): ReadonlyMap<string, string> {
  return new Map(all.map((file) => [`${file.name}.json`, render(file)]));
}
