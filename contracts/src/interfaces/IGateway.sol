// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CollateralId} from "../types/CollateralId.sol";
import {LoanId} from "../types/LoanId.sol";

/// @dev An ERC-2612 permit of the caller for the gateway. `deadline` zero means none is given.
struct Permit {
    /// @dev Token units signed for, at least what the gateway takes.
    uint256 value;
    /// @dev Last second in which the signature holds, unix.
    uint256 deadline;
    uint8 v;
    bytes32 r;
    bytes32 s;
}

/// @dev The caller's signature that lets the gateway act in the book, as for
///      `setOperatorBySignature`. `deadline` zero means none is given.
struct OperatorApproval {
    /// @dev 1 pledge a new collateral, 2 draw, 4 withdraw.
    uint8 rights;
    /// @dev Last second in which the rights hold, unix. Soon after the transaction is enough.
    uint40 expiry;
    /// @dev Last second in which the signature holds, unix.
    uint256 deadline;
    bytes signature;
}

struct Opening {
    /// @dev A loan of the caller; a new one begins here.
    LoanId id;
    CollateralId collateralId;
    /// @dev Collateral-token units. With native coin sent along, exactly that much.
    uint256 pledged;
    /// @dev Loan-token units.
    uint256 drawn;
    /// @dev Receive the loan in native coin; its token must be the wrapped one.
    bool native;
    /// @dev Highest rate accepted right after the draw, 1e10 = 100 % a year; 2^256 - 1 for any.
    uint256 maxRate;
    /// @dev Last second in which to do this, unix.
    uint256 deadline;
}

interface IGatewayErrors {
    error NoCode(address account);
    /// @notice The gateway acts for a loan's own borrower only.
    error NotBorrower(address caller, LoanId id);
    error DeadlinePassed(uint256 deadline, uint256 time);
    /// @notice Native coin was sent or asked for where the token is not the wrapped one.
    error NotNative(address token, address wrapped);
    /// @notice The native coin sent must be exactly the amount to pledge.
    error ValueMismatch(uint256 seen, uint256 expected);
    /// @notice Approve the gateway or sign a permit for at least `needed`.
    error InsufficientAllowance(address token, uint256 seen, uint256 needed);
    /// @notice The debt has outgrown what was offered to repay all of it.
    error DebtAboveMaximum(uint256 debt, uint256 most);
    error RateAboveMaximum(uint256 rate, uint256 most);
    error SharesBelowMinimum(uint256 shares, uint256 least);
    error AssetsBelowMinimum(uint256 assets, uint256 least);
    /// @notice The pool did not take all that it was to take.
    error NotTaken(address pool, uint256 left);
    /// @notice The caller does not accept native coin.
    error NativeRefused(address to, uint256 amount);
    /// @notice Native coin comes in with a call of a function, or from the wrapped token.
    error NotWrappedNative(address sender);
}

/// @title One-transaction flows for borrowers and lenders, with permits and native coin
/// @notice Has no privileges. It acts for the caller on the caller's own loans, takes only from the
///      caller and pays only to the caller. Between transactions it holds nothing and has allowed
///      no one anything; what is sent to it by mistake is lost.
/// @dev What opens, draws or withdraws needs the borrower's operator approval in the book: given
///      before, or by the signature passed along. A permit or approval that someone else has
///      already submitted does no harm: what counts is what stands when it is needed.
interface IGateway is IGatewayErrors {
    /// @notice Pledges and draws. Needs rights 1 (for a collateral the loan does not hold yet) and
    ///         2.
    /// @dev Native coin sent along is wrapped and pledged.
    /// @param permit For the collateral token.
    function open(
        Opening calldata opening,
        Permit calldata permit,
        OperatorApproval calldata approval
    ) external payable;

    /// @notice Adds collateral. Needs right 1 for a collateral the loan does not hold yet.
    /// @dev Native coin sent along is wrapped and pledged.
    /// @param amount Collateral-token units. With native coin sent along, exactly that much.
    /// @param permit For the collateral token.
    function pledge(
        LoanId id,
        CollateralId collateralId,
        uint256 amount,
        Permit calldata permit,
        OperatorApproval calldata approval
    ) external payable;

    /// @notice Takes wrapped native collateral out as native coin. Needs right 4.
    /// @param amount Collateral-token units; 2^256 - 1 for all of it.
    /// @param deadline Last second in which to do this, unix.
    /// @return withdrawn Native units paid to the caller.
    function withdrawNative(
        LoanId id,
        CollateralId collateralId,
        uint256 amount,
        uint256 deadline,
        OperatorApproval calldata approval
    ) external returns (uint256 withdrawn);

    /// @notice Draws from a loan of wrapped native coin and pays in native coin. Needs right 2.
    /// @param amount Loan-token units.
    /// @param maxRate As in `Opening`.
    /// @param deadline Last second in which to do this, unix.
    function drawNative(
        LoanId id,
        uint256 amount,
        uint256 maxRate,
        uint256 deadline,
        OperatorApproval calldata approval
    ) external;

    /// @notice Repays as much of the debt as offered and takes no more than the debt. Needs no
    ///         right.
    /// @dev Native coin sent along is the offer, and what is not needed comes back; else the offer
    ///      is `maxRepaid`.
    /// @param maxRepaid Loan-token units; 2^256 - 1 for all of the debt.
    /// @param permit For the loan token.
    /// @return repaid Loan-token units.
    function repay(LoanId id, uint256 maxRepaid, Permit calldata permit)
        external
        payable
        returns (uint256 repaid);

    /// @notice Repays all of the debt and takes all collateral out. Needs right 4.
    /// @dev Interest grows until the transaction is included, so offer a little more than the debt
    ///      as quoted. Native coin sent along is the offer, and what is not needed comes back; else
    ///      the offer is `maxRepaid`.
    /// @param maxRepaid Most to repay, loan-token units.
    /// @param native Receive wrapped native collateral as native coin.
    /// @param permit For the loan token.
    /// @return repaid Loan-token units.
    function close(
        LoanId id,
        uint256 maxRepaid,
        bool native,
        Permit calldata permit,
        OperatorApproval calldata approval
    ) external payable returns (uint256 repaid);

    /// @notice Lends the native coin sent along to a pool of the wrapped one. The shares are the
    ///         caller's.
    /// @param pool An ERC-4626 pool. Choose one you trust: the gateway cannot judge it.
    /// @param minShares Least shares to accept.
    function lendNative(address pool, uint256 minShares) external payable returns (uint256 shares);

    /// @notice Redeems the caller's shares of a pool of wrapped native coin, in native coin.
    /// @param minAssets Least to accept, native units.
    /// @param permit For the pool's shares.
    /// @return assets Native units paid to the caller.
    function redeemNative(address pool, uint256 shares, uint256 minAssets, Permit calldata permit)
        external
        returns (uint256 assets);

    /// @notice The book of loans.
    function book() external view returns (address);
    /// @notice The token that wraps the chain's native coin.
    function wrapped() external view returns (address);
}
