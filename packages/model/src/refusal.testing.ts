import { ProtocolError } from './errors.ts';

/** Something was expected to be refused and went through. */
export class NotRefusedError extends RangeError {
  override readonly name = 'NotRefusedError';
}

/** What an action returns, or the name and the arguments of its refusal. */
export function outcomeOf(act: () => readonly unknown[]): readonly unknown[] {
  try {
    return act();
  } catch (error) {
    if (error instanceof ProtocolError) return [error.errorName, ...error.args];
    throw error;
  }
}

/** The name and the arguments of the refusal that an action meets; any other error goes on. */
export function refusalOf(act: () => unknown): readonly unknown[] {
  return outcomeOf(() => {
    act();
    throw new NotRefusedError('Nothing was refused.');
  });
}
