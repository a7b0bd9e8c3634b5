export { InvalidAddressError, toAddress } from './address.ts';
export * from './amounts.ts';
export { answerOf, ApiError, createApiClient, toUnits } from './api/client.ts';
export type { ApiClient, ApiOptions, ApiSchemas } from './api/client.ts';
export type { components, paths } from './api/generated/paths.ts';
export { liveEvents } from './api/live.ts';
export type { LiveEvent, LiveOptions } from './api/live.ts';
export { createNodeClient, InvalidNodeUrlError, readBlock, verifyBook } from './client.ts';
export { SdkError, walk } from './errors/base.ts';
export type { SdkErrorOptions } from './errors/base.ts';
export {
  NoContractError,
  NodeRefusedError,
  NodeUnreachableError,
  ReorganisedError,
  UnknownCreditorError,
  UnsupportedCreditorError,
  WrongChainError,
} from './errors/connection.ts';
export { decodeRevert, toProtocolError } from './errors/decode.ts';
export type { DecodedRevert } from './errors/decode.ts';
export { PermitUnsupportedError } from './errors/permit.ts';
export { RevertError, tellProtocolError, tellRevert } from './errors/revert.ts';
export type { ErrorContext, ErrorName, Sentence } from './errors/sentences/teller.ts';
export {
  CannotSignError,
  InsufficientGasFundsError,
  TransactionFailedError,
  TransactionPendingError,
  TransactionReplacedError,
  TransactionUnknownError,
  UserRejectedError,
} from './errors/transaction.ts';
export type { SignedTransaction } from './errors/transaction.ts';
export { decodeEvents, findEvent } from './events.ts';
export type { ChainEvent, Emitters, NonceUsed, RawLog } from './events.ts';
export * from './generated/index.ts';
export type { CheckName, CheckState, ProofCheck } from './proofs/checks.ts';
export { parseProof, proofDocument } from './proofs/document.ts';
export type { ProofDocument } from './proofs/document.ts';
export { InvalidProofError, InvalidTreeError } from './proofs/errors.ts';
export type { TreeNode, TreeRoot } from './proofs/hash.ts';
export { FIRST_LOSS, lenderSubject } from './proofs/leaf.ts';
export type { Leaf, Side, TreeContext } from './proofs/leaf.ts';
export { collateralLeaves, lenderLeaves, loanLeaves } from './proofs/leaves.ts';
export type { LoanEntry } from './proofs/leaves.ts';
export { buildTree, pathFault, proveLeaf } from './proofs/tree.ts';
export type { InclusionProof, SumTree } from './proofs/tree.ts';
export { verifyProof } from './proofs/verify.ts';
export type { VerifiedProof } from './proofs/verify.ts';
export { readBalances, readLender, readTokens } from './reads/account.ts';
export type { Lender } from './reads/account.ts';
export { readEvents } from './reads/history.ts';
export type { PlacedEvent } from './reads/history.ts';
export {
  contextOf,
  readCreditors,
  readListings,
  readMarket,
  readPool,
  readPrices,
  readSequencer,
} from './reads/market.ts';
export type { ChainView, Creditor, Market, PoolAt } from './reads/market.ts';
export { readAnchor, readOracle } from './reads/oracle.ts';
export type { OracleAt } from './reads/oracle.ts';
export type { BlockRef } from './reads/pin.ts';
export { request, revertDataOf } from './reads/rpc.ts';
export type { ReadClient } from './reads/rpc.ts';
export {
  readActor,
  readApproval,
  readListing,
  readLoan,
  readSnapshot,
  readSnapshots,
} from './reads/snapshot.ts';
export type { LoanAt, Snapshot } from './reads/snapshot.ts';
export type { Holdings, TokenInfo } from './reads/tokens.ts';
export * from './writes/book.ts';
export { sendCloseListing, sendList, sendRegister } from './writes/creditor.ts';
export { sendDeploy } from './writes/deploy.ts';
export * from './writes/gateway.ts';
export { NonceLane } from './writes/lane.ts';
export * from './writes/local.ts';
export { bookCall, sendCalls, sendMulticall } from './writes/multicall.ts';
export * from './writes/operator.ts';
export { sendPermit, signPermit } from './writes/permit.ts';
export type { SignedPermit } from './writes/permit.ts';
export * from './writes/pool.ts';
export { waitForTransaction } from './writes/receipt.ts';
export type { Receipt, WaitOptions } from './writes/receipt.ts';
export { createSender, withContext } from './writes/sender.ts';
export type { Sender, SenderOptions } from './writes/sender.ts';
export { simulate } from './writes/simulate.ts';
export type { WriteRequest } from './writes/simulate.ts';
export { ensureAllowance, sendApprove, sendTransfer } from './writes/token.ts';
export type { AllowanceOf } from './writes/token.ts';
export { writeTransaction } from './writes/write.ts';
export type { Written } from './writes/write.ts';
