import { plain } from './teller.ts';
import type { Sentences } from './teller.ts';

const ask = 'Ask whoever manages the access of this pool.';

type SystemErrorName =
  | 'AccessManagedInvalidAuthority'
  | 'AccessManagedRequiredDelay'
  | 'AccessManagedUnauthorized'
  | 'AccessManagerAlreadyScheduled'
  | 'AccessManagerBadConfirmation'
  | 'AccessManagerExpired'
  | 'AccessManagerInvalidInitialAdmin'
  | 'AccessManagerLockedFunction'
  | 'AccessManagerLockedRole'
  | 'AccessManagerNotReady'
  | 'AccessManagerNotScheduled'
  | 'AccessManagerUnauthorizedAccount'
  | 'AccessManagerUnauthorizedCall'
  | 'AccessManagerUnauthorizedCancel'
  | 'AccessManagerUnauthorizedConsume'
  | 'AddressEmptyCode'
  | 'DeploymentFailed'
  | 'DivFailed'
  | 'FailedCall'
  | 'FullMulDivFailed'
  | 'MulDivFailed'
  | 'Overflow'
  | 'SafeCastOverflowedUintDowncast';

/** What access control, calls and arithmetic refuse. */
export const systemSentences: Sentences<SystemErrorName> = {
  AccessManagedUnauthorized: ([caller]) => ({
    message: `${caller} may not do this: it is for the pool’s curator or guardian.`,
    advice: ask,
  }),
  AccessManagedRequiredDelay: ([caller, delay], tell) => ({
    message: `${caller} may do this only ${tell.span(delay)} after announcing it.`,
    advice: 'Schedule it with the access manager first, then execute it there.',
  }),
  AccessManagedInvalidAuthority: ([authority]) => ({
    message: `${authority} cannot manage access: there is no contract.`,
    advice: 'Give the address of an access manager.',
  }),
  AccessManagerAlreadyScheduled: plain(
    'This operation is scheduled already.',
    'Execute it when its delay has passed, or cancel it.',
  ),
  AccessManagerNotScheduled: plain('This operation is not scheduled.', 'Schedule it first.'),
  AccessManagerNotReady: plain(
    'The delay of this operation has not passed.',
    'Execute it later, or cancel it.',
  ),
  AccessManagerExpired: plain('This operation was scheduled too long ago.', 'Schedule it again.'),
  AccessManagerLockedRole: ([role], tell) => ({
    message: `Role ${tell.number(role)} cannot be changed.`,
    advice: 'Choose another role.',
  }),
  AccessManagerLockedFunction: ([selector]) => ({
    message: `The function ${selector} cannot be assigned to a role.`,
    advice: 'Choose another function.',
  }),
  AccessManagerInvalidInitialAdmin: plain(
    'The access manager needs a first administrator.',
    'Give an account other than the zero address.',
  ),
  AccessManagerBadConfirmation: plain(
    'A role is given up only by the account that has it.',
    'Confirm with the calling account.',
  ),
  AccessManagerUnauthorizedAccount: ([account, role], tell) => ({
    message: `${account} does not have role ${tell.number(role)}.`,
    advice: ask,
  }),
  AccessManagerUnauthorizedCall: ([caller, target, selector]) => ({
    message: `${caller} may not call ${selector} of ${target}.`,
    advice: ask,
  }),
  AccessManagerUnauthorizedCancel: ([account]) => ({
    message: `${account} may not cancel this operation.`,
    advice: ask,
  }),
  AccessManagerUnauthorizedConsume: ([target]) => ({
    message: `${target} does not take scheduled operations now.`,
    advice: 'Execute the operation with the access manager.',
  }),
  AddressEmptyCode: ([target]) => ({
    message: `There is no contract at ${target}.`,
    advice: 'Check the address and the chain.',
  }),
  FailedCall: plain(
    'An inner call failed without saying why.',
    'Send the actions one by one to see which fails.',
  ),
  DeploymentFailed: plain(
    'A contract could not be created.',
    'Send more gas; if that does not help, the address is taken.',
  ),
  FullMulDivFailed: plain('A number does not fit 256 bits.', 'Use a smaller amount.'),
  MulDivFailed: plain('A number does not fit 256 bits.', 'Use a smaller amount.'),
  DivFailed: plain('Something was divided by zero.', 'Use other amounts.'),
  Overflow: plain('A number is too large to store.', 'Use a smaller amount.'),
  SafeCastOverflowedUintDowncast: ([bits, value], tell) => ({
    message: `${tell.number(value)} does not fit ${tell.number(bits)} bits.`,
    advice: 'Use a smaller number.',
  }),
};
