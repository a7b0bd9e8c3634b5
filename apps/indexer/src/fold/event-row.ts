import { toJson } from '@hypothec/database';
import type { Json } from '@hypothec/database';
import { parseLoanId } from '@hypothec/model';
import type { LoanId } from '@hypothec/model';
import type { Placed } from './log.ts';
import type { Place } from './place.ts';
import type { Rows } from './rows.ts';

type Kept = Extract<
  Placed['event'],
  { readonly emitter: 'book' | 'pool' | 'authority' | 'oracle' }
>;

function accountsIn(fields: Readonly<Record<string, unknown>>): readonly string[] {
  const values = Object.values(fields).filter(
    (value): value is string => typeof value === 'string' && /^0x[0-9a-fA-F]{40}$/.test(value),
  );
  return values.map((value) => value.toLowerCase());
}

/** An event as it is kept whole, whatever else is made of it. */
export function eventRow(
  { address, event }: { readonly address: `0x${string}`; readonly event: Kept },
  place: Place,
  creditorId: number | null,
): Rows['events'][number] {
  const { emitter, event: name, ...rest } = event;
  const fields: Readonly<Record<string, unknown>> = 'fields' in rest ? rest.fields : rest;
  const loanId = (fields['id'] ?? null) as LoanId | null;
  const named = accountsIn(fields);
  const borrower = loanId === null ? [] : [parseLoanId(loanId).borrower];
  return {
    ...place,
    address,
    emitter,
    name,
    creditorId,
    loanId,
    accounts: [...new Set([...borrower, ...named])],
    fields: toJson(fields) as Readonly<Record<string, Json>>,
  };
}
