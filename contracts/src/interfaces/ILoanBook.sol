// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CollateralId} from "../types/CollateralId.sol";
import {CallReason, Loan} from "../types/Loan.sol";
import {LoanId} from "../types/LoanId.sol";
import {CollateralTerms, CreditorTerms, Listing} from "../types/Terms.sol";

/// @title The events and errors of the book
/// @notice Events alone rebuild all state: with the block's time, they carry every change of every
///      field.
interface ILoanBookEvents {
    event CreditorRegistered(
        uint32 indexed creditorId, address indexed creditor, CreditorTerms terms
    );
    event CollateralListed(
        uint32 indexed creditorId, CollateralId indexed collateralId, Listing listing
    );
    event ListingClosed(uint32 indexed creditorId, CollateralId indexed collateralId);
    event OperatorApproved(
        address indexed borrower, address indexed operator, uint8 rights, uint40 expiry
    );
    event NonceUsed(address indexed borrower, uint256 nonce);

    /// @param amount Collateral-token units added.
    event Pledged(
        LoanId indexed id, CollateralId indexed collateralId, address indexed from, uint256 amount
    );
    /// @param amount Collateral-token units taken out.
    event Withdrawn(
        LoanId indexed id, CollateralId indexed collateralId, address receiver, uint256 amount
    );
    /// @param amount Loan-token units paid out.
    /// @param units The loan's units after.
    event Drawn(LoanId indexed id, address receiver, uint256 amount, uint256 units);
    /// @param repaid Loan-token units taken from `from`.
    /// @param units The loan's units after.
    event Repaid(LoanId indexed id, address indexed from, uint256 repaid, uint256 units);
    /// @notice A margin call. Any one of the amounts alone cures it, if it arrives before price or
    ///      interest move on: send a little more.
    /// @param debt Loan-token units, the fee included.
    /// @param fee Loan-token units added to the debt and paid to `caller`.
    /// @param repayment Loan-token units.
    /// @param topUps Collateral-token units for each collateral held, in the loan's order; empty in
    ///      a call for default.
    event Called(
        LoanId indexed id,
        address indexed caller,
        CallReason reason,
        uint256 debt,
        uint256 fee,
        uint256 units,
        uint256 repayment,
        uint256[] topUps
    );
    /// @notice A margin call ended because health was measured.
    event Cleared(LoanId indexed id);
    /// @param collateralId What was sold.
    /// @param repaid Loan-token units brought by the liquidator.
    /// @param seized Collateral-token units.
    /// @param bonusWad Bonus in force, wad.
    /// @param badDebt Loan-token units written off because no collateral was left.
    /// @param units The loan's units after.
    event Liquidated(
        LoanId indexed id,
        CollateralId indexed collateralId,
        address indexed liquidator,
        uint256 repaid,
        uint256 seized,
        uint256 bonusWad,
        uint256 badDebt,
        uint256 units
    );
    /// @notice The debt moved to another first collateral.
    /// @param units The loan's units after.
    event Reclassified(LoanId indexed id, CollateralId from, CollateralId to, uint256 units);
    event WrittenOff(LoanId indexed id, uint256 badDebt);
}

interface ILoanBookErrors {
    error AlreadyRegistered(address creditor);
    error NotACreditor(address caller);
    /// @param field 0 loan token without code, 1 minDebt, 2 callFee, 3 cureWindow, 4 ramp, 5 lapse.
    error CreditorTermOutOfRange(uint8 field, uint256 seen, uint256 least, uint256 most);
    error LadderOutOfOrder(
        uint256 openLtvBps,
        uint256 targetLtvBps,
        uint256 clearLtvBps,
        uint256 callLtvBps,
        uint256 liquidationLtvBps
    );
    /// @notice `(1 + maxBonus / slope) * (1 + maxBonus) * liquidationLtv` may not exceed 1, or a
    ///         liquidation could raise the bonus of the next; the floor may not exceed the largest
    ///         bonus, nor the slope 5.
    error BonusOutOfRange(
        uint256 maxBonusBps, uint256 floorBonusBps, uint256 slopeBps, uint256 liquidationLtvBps
    );
    error NoCode(address account);
    error OracleUnusable(address oracle, uint256 low, uint256 high);
    error RiskClassOutOfRange(uint256 seen, uint256 most);
    error TooManyListings(uint256 riskClass, uint256 most);
    error UnknownListing(uint32 creditorId, CollateralId collateralId);
    error ListingIsClosed(uint32 creditorId, CollateralId collateralId);

    error ZeroAmount();
    error ZeroAddress();
    error AmountTooLarge(uint256 seen, uint256 most);
    /// @param right The bit that is missing: 1 pledge a new collateral, 2 draw, 4 withdraw.
    error NotAllowed(address caller, LoanId id, uint8 right);
    error SignatureExpired(uint256 deadline, uint256 time);
    error InvalidSignature(address borrower);

    error NotHeld(LoanId id, CollateralId collateralId);
    error TooManyCollaterals(LoanId id, uint256 most);
    error InsufficientCollateral(
        LoanId id, CollateralId collateralId, uint256 wanted, uint256 held
    );
    /// @notice The token moved another amount than asked, as one that takes a fee does.
    error TransferMismatch(address token, uint256 expected, uint256 received);

    error NoDebt(LoanId id);
    error NoCollateral(LoanId id);
    /// @notice A creditor asked for more than was offered.
    error Overcharged(address creditor, uint256 asked, uint256 offered);
    error InArrears(LoanId id, uint256 arrears);
    error AboveOpenLimit(LoanId id, uint256 debt, uint256 limit);
    /// @notice No action may leave a debt between zero and the minimum.
    error DebtBelowMinimum(LoanId id, uint256 debt, uint256 minDebt);
    error CallOpen(LoanId id, uint256 calledAt);
    error NoOpenCall(LoanId id);
    error NotCallable(LoanId id, uint256 debt, uint256 limit);
    error NotClear(LoanId id, uint256 debt, uint256 limit);
    error ArrearsRemain(LoanId id, uint256 arrears);

    /// @notice The borrower still has time to cure.
    error CureWindowOpen(LoanId id, uint256 cureEnd);
    error NotLiquidatable(LoanId id, uint256 debt, uint256 callLimit, uint256 liquidationLimit);
    error SelfLiquidation(LoanId id);
    /// @notice Drawn, withdrawn from, called or cleared in this very second; a liquidation waits
    ///      for the next.
    error SameBlock(LoanId id);
    error SeizedBelowMinimum(uint256 seized, uint256 minSeized);
    error NotWorthless(LoanId id, uint256 value);
}

/// @title The book of loans: collateral, margin calls, liquidation
/// @notice See the head of `LoanBook.sol` for how the parts work together.
interface ILoanBook is ILoanBookEvents, ILoanBookErrors {
    /// @notice Makes the caller a creditor, for good.
    /// @return creditorId Counts from 1.
    function register(CreditorTerms calldata terms) external returns (uint32 creditorId);

    /// @notice Lists a collateral of the calling creditor. Nothing of a listing can ever be
    ///      changed.
    /// @dev The oracle must answer now.
    function list(CollateralTerms calldata terms) external returns (CollateralId collateralId);

    /// @notice Closes a listing of the calling creditor to loans that do not hold it yet. Loans
    ///      that do are not touched.
    function closeListing(CollateralId collateralId) external;

    /// @notice Pledges and draws in one transaction.
    /// @param id A loan of the borrower's own choosing; a new one begins here.
    /// @param collateralId What is pledged.
    /// @param pledged Collateral-token units, > 0, from the caller.
    /// @param drawn Loan-token units, > 0, to `receiver`.
    function open(
        LoanId id,
        CollateralId collateralId,
        uint256 pledged,
        uint256 drawn,
        address receiver
    ) external;

    /// @notice Adds collateral from the caller. Anyone may add to what the loan holds already; only
    ///         the borrower, or who may for them, brings a new kind, which must have a price if the
    ///         loan has debt. Adding to what is held works in every state; ends an open call if the
    ///         loan measures healthy.
    function pledge(LoanId id, CollateralId collateralId, uint256 amount) external;

    /// @notice Takes collateral out. Without debt, all of it, whatever the oracle says. With debt,
    ///         only to within the open limit at the low price, and not while a call is open.
    /// @param amount Collateral-token units; 2^256 - 1 for all of it.
    /// @return withdrawn Collateral-token units sent.
    function withdraw(LoanId id, CollateralId collateralId, uint256 amount, address receiver)
        external
        returns (uint256 withdrawn);

    /// @notice Borrows more, to within the open limit at the low price. Not while a call is open.
    function draw(LoanId id, uint256 amount, address receiver) external;

    /// @notice Repays for any loan, from the caller. Works in every state; ends an open call if the
    ///      loan measures healthy.
    /// @param amount Loan-token units; more than the debt means all of it.
    /// @return repaid Loan-token units taken.
    function repay(LoanId id, uint256 amount) external returns (uint256 repaid);

    /// @notice Makes a margin call: debt is above the call limit at the low price, or the creditor
    ///      reports a default.
    function call(LoanId id) external;

    /// @notice Ends an open call of a healthy loan: debt within the clear limit at the low price,
    ///      or no arrears left.
    function clear(LoanId id) external;

    /// @notice Sells the first collateral down to the target, or as far as the arrears.
    /// @param maxRepaid Most the caller will repay, loan-token units.
    /// @param minSeized Least the caller will take, collateral-token units.
    /// @param receiver Gets the collateral.
    /// @param data Passed to the caller's `onLiquidate`; empty means no callback.
    /// @return repaid Loan-token units pulled from the caller, rounded up.
    /// @return seized Collateral-token units sent, rounded down.
    /// @return badDebt Loan-token units written off.
    function liquidate(
        LoanId id,
        uint256 maxRepaid,
        uint256 minSeized,
        address receiver,
        bytes calldata data
    ) external returns (uint256 repaid, uint256 seized, uint256 badDebt);

    /// @notice Writes off the debt of a loan whose collateral is worth nothing even at the high
    ///      price.
    /// @return badDebt Loan-token units lost.
    function writeOff(LoanId id) external returns (uint256 badDebt);

    /// @notice Lets an operator act on the caller's loans. Rights: 1 pledge a new collateral, 2
    ///      draw, 4 withdraw.
    /// @param expiry Last second in which it holds, unix; zero rights end it, but not a signature
    ///        still unused: another signed approval takes its nonce, or its deadline passes.
    function setOperator(address operator, uint8 rights, uint40 expiry) external;

    /// @notice The same by the borrower's EIP-712 signature, ERC-1271 included.
    function setOperatorBySignature(
        address borrower,
        address operator,
        uint8 rights,
        uint40 expiry,
        uint256 deadline,
        bytes calldata signature
    ) external;

    function creditorCount() external view returns (uint32);
    function creditorOf(uint32 creditorId) external view returns (address);
    function creditorTerms(uint32 creditorId) external view returns (CreditorTerms memory);
    function listing(uint32 creditorId, CollateralId collateralId)
        external
        view
        returns (Listing memory);
    function isListingClosed(uint32 creditorId, CollateralId collateralId)
        external
        view
        returns (bool);
    /// @notice The loan as stored; zeros where there is none.
    function loan(LoanId id) external view returns (Loan memory);
    function operatorOf(address borrower, address operator)
        external
        view
        returns (uint8 rights, uint40 expiry);
    function nonces(address borrower) external view returns (uint256);
    /// @notice The uptime feed of the chain's sequencer, or zero where the chain has none.
    function sequencerFeed() external view returns (address);
}
