// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CollateralId} from "../types/CollateralId.sol";
import {LoanId} from "../types/LoanId.sol";

/// @title A creditor: who lends, and how debt grows
/// @notice The book keeps a loan's `units` and calls its creditor once for each action that touches
///         debt. What a unit is, is the creditor's: a line's share of an index, a term loan's
///         principal. Debt always rounds up to whole loan-token units. The book has what
///         was repaid brought to the creditor after `repay`, in the same transaction, in a sale
///         after the callback; the creditor pays out `draw` itself.
/// @dev Every function that changes something is for the book alone. `first` is the loan's first
///      collateral: it says the risk class.
interface ICreditor {
    /// @notice Lends more to a loan and pays it out. The book does not ask about arrears first: a
    ///         creditor that lends nothing more to a loan in arrears refuses here.
    /// @param amount Loan-token units, > 0.
    /// @param receiver Gets the funds.
    /// @return newUnits Units after, below 2^104.
    /// @return debt Debt after, loan-token units, rounded up.
    function draw(LoanId id, CollateralId first, uint256 units, uint256 amount, address receiver)
        external
        returns (uint256 newUnits, uint256 debt);

    /// @notice Takes a repayment. Never refuses one for a loan with debt.
    /// @param amount Loan-token units offered; more than the debt means all of it. Zero where a
    ///        sale takes collateral that is worth nothing.
    /// @return newUnits Units after.
    /// @return debt Debt after, rounded up.
    /// @return repaid Loan-token units that the book must now bring.
    function repay(LoanId id, CollateralId first, uint256 units, uint256 amount)
        external
        returns (uint256 newUnits, uint256 debt, uint256 repaid);

    /// @notice The loan's first collateral has changed: debt moves between listings, and between
    ///      classes where these differ.
    /// @param limited The borrower's own act, so it counts as a repayment of `from` and as a draw
    ///      on `to`, within that one's ceiling and hourly limit.
    function reclassify(LoanId id, CollateralId from, CollateralId to, uint256 units, bool limited)
        external
        returns (uint256 newUnits, uint256 debt);

    /// @notice Adds the fee of a margin call to the debt and pays it to who called; less where cash
    ///      does not suffice.
    /// @return newUnits Units after.
    /// @return paid Loan-token units paid to `receiver`.
    function payCallFee(
        LoanId id,
        CollateralId first,
        uint256 units,
        uint256 fee,
        address receiver
    ) external returns (uint256 newUnits, uint256 paid);

    /// @notice No collateral is left: what is still owed is bad debt, borne by the first loss, then
    ///      by lenders.
    /// @return badDebt Loan-token units lost.
    function writeOff(LoanId id, CollateralId first, uint256 units)
        external
        returns (uint256 badDebt);

    /// @notice Debt as of this block.
    /// @return debt Loan-token units, rounded up.
    /// @return arrears Part of it that is in default: overdue past grace, or all of it when matured
    ///      and unpaid. Zero for a line.
    function debtOf(LoanId id, CollateralId first, uint256 units)
        external
        view
        returns (uint256 debt, uint256 arrears);

    /// @notice As `debtOf`, with the smallest repayment that leaves at most `target`.
    /// @return debt Loan-token units, rounded up.
    /// @return arrears As of `debtOf`.
    /// @return repayment Loan-token units; zero when `debt <= target`.
    /// @return left Debt after that repayment.
    function assess(LoanId id, CollateralId first, uint256 units, uint256 target)
        external
        view
        returns (uint256 debt, uint256 arrears, uint256 repayment, uint256 left);
}
