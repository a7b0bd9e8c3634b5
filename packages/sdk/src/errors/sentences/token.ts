import { plain } from './teller.ts';
import type { Sentences } from './teller.ts';

const again = 'Sign again and send it before its deadline, once.';
const approve = 'Approve the amount for this contract, or get more of the token.';

type TokenErrorName =
  | 'AllowanceOverflow'
  | 'AllowanceUnderflow'
  | 'ApproveFailed'
  | 'ECDSAInvalidSignature'
  | 'ECDSAInvalidSignatureLength'
  | 'ECDSAInvalidSignatureS'
  | 'ERC20InsufficientAllowance'
  | 'ERC20InsufficientBalance'
  | 'ERC20InvalidApprover'
  | 'ERC20InvalidReceiver'
  | 'ERC20InvalidSender'
  | 'ERC20InvalidSpender'
  | 'ERC2612ExpiredSignature'
  | 'ERC2612InvalidSigner'
  | 'ETHTransferFailed'
  | 'InsufficientAllowance'
  | 'InsufficientBalance'
  | 'InvalidAccountNonce'
  | 'InvalidPermit'
  | 'InvalidShortString'
  | 'NotOwner'
  | 'Permit2AllowanceIsFixedAtInfinity'
  | 'Permit2AmountOverflow'
  | 'Permit2ApproveFailed'
  | 'Permit2Failed'
  | 'Permit2LockdownFailed'
  | 'PermitExpired'
  | 'SafeERC20FailedOperation'
  | 'StringTooLong'
  | 'TotalSupplyOverflow'
  | 'TotalSupplyQueryFailed'
  | 'TransferFailed'
  | 'TransferFromFailed';

/** What tokens refuse, and those who move them. */
export const tokenSentences: Sentences<TokenErrorName> = {
  TransferFromFailed: plain(
    'The token did not move: the balance or the approval of the payer does not suffice.',
    approve,
  ),
  TransferFailed: plain(
    'The token refused the transfer to the receiver.',
    'Choose another receiver; the token may block this one.',
  ),
  ETHTransferFailed: plain(
    'The receiver does not accept native coin.',
    'Choose another receiver, or use the wrapped token.',
  ),
  ApproveFailed: plain('The token refused the approval.', 'Set the approval to zero first.'),
  SafeERC20FailedOperation: ([token], tell) => ({
    message: `${tell.tokenName(token)} refused to move or to be approved.`,
    advice: approve,
  }),
  InsufficientAllowance: (args, tell) => ({
    message:
      args.length === 0
        ? 'The approval given to this account does not suffice.'
        : `${tell.token(args[0], args[1])} is approved; ${tell.token(args[0], args[2])} is needed.`,
    advice: 'Approve the amount, or sign a permit for it.',
  }),
  InsufficientBalance: (args, tell) => ({
    message:
      args.length === 0
        ? 'The balance does not suffice.'
        : `The balance is ${tell.number(args[0])} wei; ${tell.number(args[1])} are needed.`,
    advice: 'Use a smaller amount, or get more of the token.',
  }),
  ERC20InsufficientBalance: ([sender, balance, needed], tell) => ({
    message:
      `${sender} has ${tell.number(balance)} base units of the token; ${tell.number(needed)} ` +
      'are needed.',
    advice: 'Use a smaller amount, or get more of the token.',
  }),
  ERC20InsufficientAllowance: ([spender, allowance, needed], tell) => ({
    message:
      `${spender} may move ${tell.number(allowance)} base units of the token; ` +
      `${tell.number(needed)} are needed.`,
    advice: 'Approve the amount, or sign a permit for it.',
  }),
  ERC20InvalidApprover: plain('The zero address cannot approve.', 'Use an account of your own.'),
  ERC20InvalidSpender: plain(
    'The zero address cannot be approved.',
    'Approve the contract in use.',
  ),
  ERC20InvalidSender: plain('The zero address cannot pay.', 'Use an account of your own.'),
  ERC20InvalidReceiver: plain('The zero address cannot be paid.', 'Choose another receiver.'),
  ERC2612ExpiredSignature: ([deadline], tell) => ({
    message: `The permit was good until ${tell.instant(deadline)}.`,
    advice: again,
  }),
  ERC2612InvalidSigner: ([signer, owner]) => ({
    message: `The permit was signed by ${signer}, not by the owner ${owner}.`,
    advice: `It may have been used already, or a field differs from what was signed. ${again}`,
  }),
  InvalidPermit: plain(
    'The permit is not one of the owner, or was used already.',
    `A field may differ from what was signed. ${again}`,
  ),
  PermitExpired: plain('The permit has passed its deadline.', again),
  InvalidAccountNonce: ([account, current], tell) => ({
    message: `The next nonce of ${account} is ${tell.number(current)}.`,
    advice: again,
  }),
  ECDSAInvalidSignature: plain('The signature is no signature.', again),
  ECDSAInvalidSignatureLength: ([length], tell) => ({
    message: `A signature has 65 bytes, this one ${tell.number(length)}.`,
    advice: again,
  }),
  ECDSAInvalidSignatureS: plain('The signature is in its malleable form.', again),
  AllowanceOverflow: plain('The approval would be too large to store.', 'Approve less.'),
  AllowanceUnderflow: plain('The approval would fall below zero.', 'Lower it by less.'),
  TotalSupplyOverflow: plain('The supply would be too large to store.', 'Use a smaller amount.'),
  TotalSupplyQueryFailed: plain('The token does not say its supply.', 'Check the address.'),
  Permit2AllowanceIsFixedAtInfinity: plain(
    'The approval of Permit2 is fixed by this token.',
    'It need not be set.',
  ),
  Permit2Failed: plain('Permit2 refused the transfer.', 'Approve the contract directly.'),
  Permit2ApproveFailed: plain('Permit2 refused the approval.', 'Approve the contract directly.'),
  Permit2LockdownFailed: plain('Permit2 refused the lockdown.', 'Try again.'),
  Permit2AmountOverflow: plain(
    'The amount is above what Permit2 can move.',
    'Use a smaller amount.',
  ),
  InvalidShortString: plain('The token’s name cannot be read.', 'Use another token.'),
  StringTooLong: plain('The token’s name is too long.', 'Use a shorter one.'),
  NotOwner: ([caller, owner]) => ({
    message: `${caller} may not set this; its owner is ${owner}.`,
    advice: 'Send it as the owner: on the local chain, the account that deployed it.',
  }),
};
