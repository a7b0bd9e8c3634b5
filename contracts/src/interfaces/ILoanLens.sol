// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {RateConfig} from "../credit/rates/KinkedRate.sol";
import {CollateralId} from "../types/CollateralId.sol";
import {CallReason} from "../types/Loan.sol";
import {LoanId} from "../types/LoanId.sol";
import {Listing} from "../types/Terms.sol";

/// @dev Where a loan stands, and so what anyone may do now. A lapsed call counts as none.
enum State {
    /// @dev No debt.
    None,
    Healthy,
    /// @dev `call` would succeed.
    CallDue,
    /// @dev A call is open and no sale is due: its window runs, or its cause is gone at the high
    ///      price.
    Called,
    /// @dev `liquidate` would succeed, because a call was not cured.
    SoftLiquidation,
    /// @dev `liquidate` would succeed, with or without a call.
    HardLiquidation
}

/// @dev The largest debt inside each rung of the ladder, loan-token units, rounded down.
struct Limits {
    uint256 open;
    uint256 target;
    uint256 clear;
    uint256 call;
    uint256 liquidation;
}

/// @dev All as of this block. Amounts are loan-token units, instants unix seconds.
struct LoanState {
    /// @dev Without a price: `Called` while a call is open, `CallDue` in default, else `Healthy`,
    ///      which then says only that nothing can be done before there is a price.
    State state;
    /// @dev Every oracle of the loan answers. If not, values, limits, LTV and bonus are zero.
    bool priced;
    /// @dev Rounded up.
    uint256 debt;
    /// @dev Part of the debt that is in default.
    uint256 arrears;
    /// @dev Value of all collateral at the low and at the high prices, rounded down.
    uint256 valueLow;
    uint256 valueHigh;
    /// @dev Debt by value at the low prices, wad, rounded up; 2^256 - 1 when that is worthless.
    uint256 ltvWad;
    /// @dev At the low prices: draws, withdrawals, calls and clearing.
    Limits low;
    /// @dev At the high prices: liquidations.
    Limits high;
    /// @dev Of the open call; all zero where there is none. While the sequencer is down the window
    ///      has no end, 2^256 - 1, and the call none either, unless the sequencer's feed does not
    ///      say since when.
    uint256 calledAt;
    uint256 cureEnd;
    uint256 lapseAt;
    CallReason reason;
    /// @dev Bonus of the sale that is due, wad; zero where none is.
    uint256 bonusWad;
}

/// @dev One collateral of a loan. Prices are loan-token units per collateral unit times 1e36.
struct CollateralPrices {
    CollateralId collateralId;
    /// @dev Collateral-token units.
    uint256 amount;
    /// @dev The oracle answers; else the two prices and the two fractions are zero.
    bool priced;
    uint256 low;
    uint256 high;
    /// @dev The oracles of all other collaterals answer; else what follows is zero.
    bool known;
    /// @dev Smallest low price at which the debt is inside the call limit, other prices unchanged:
    ///      one less and a call is due. Zero if none is due at any price, 2^256 - 1 if at every.
    uint256 callPrice;
    /// @dev `callPrice / low`, wad, rounded up; above 1e18 when a call is due now.
    uint256 callFractionWad;
    /// @dev The same for the high price and the liquidation limit.
    uint256 liquidationPrice;
    uint256 liquidationFractionWad;
}

/// @dev One collateral of a lending pool. Amounts are loan-token units.
struct Market {
    Listing listing;
    /// @dev To loans that do not hold it.
    bool closed;
    /// @dev Debt of the loans led by this collateral, rounded up, and the most it may be.
    uint256 debt;
    uint256 ceiling;
    /// @dev New debt that still counts against the hourly limit, and the limit.
    uint256 flow;
    uint256 hourly;
    /// @dev The pool's, for all its collaterals.
    uint256 cash;
    uint256 owed;
    uint256 firstLoss;
    uint256 utilisationWad;
    /// @dev What this collateral's class pays now, 1e10 = 100 % a year.
    uint256 rate;
    RateConfig rates;
    /// @dev The oracle answers; else the two prices are zero.
    bool priced;
    uint256 low;
    uint256 high;
}

/// @title Reads for front ends and keepers, one call each
/// @notice Computes with the libraries of the book, so its numbers are the book's.
/// @dev Meant for calls from outside a transaction. Oracles and creditors are anyone's: ask only
///      for loans of creditors you trust, since one that reverts takes the whole answer with it.
interface ILoanLens {
    /// @notice Where a loan stands. A dead oracle does not make it revert.
    function loanState(LoanId id) external view returns (LoanState memory);

    /// @notice `loanState` of each.
    function loanStates(LoanId[] calldata ids) external view returns (LoanState[] memory);

    /// @notice What cures an open call, and else what `Called` would say if the call were made now:
    ///         each amount alone brings a loan called for price within the clear limit at the low
    ///         price, a loan called for default out of arrears.
    /// @dev Reverts as the oracle does when a price is needed and not there. A fee that a new call
    ///      would add to the debt is not counted before it is owed.
    /// @return reason Of the open call, else of the call that is due; `Price` when none is.
    /// @return debt Loan-token units, rounded up.
    /// @return repayment Loan-token units.
    /// @return topUps Collateral-token units for each collateral held, in the loan's order; empty
    ///      for default.
    function cure(LoanId id)
        external
        view
        returns (CallReason reason, uint256 debt, uint256 repayment, uint256[] memory topUps);

    /// @notice What `liquidate` would do in this block for anyone but the borrower; reverts with
    ///         the book's error where it would refuse.
    /// @dev It cannot know whether the tokens will move.
    /// @param maxRepaid Most the liquidator will repay, loan-token units.
    /// @return repaid Loan-token units, rounded up.
    /// @return seized Collateral-token units, rounded down.
    /// @return bonusWad Bonus in force, wad.
    /// @return badDebt Debt left without collateral, loan-token units, rounded up. What the
    ///      creditor books may be one unit less, since it rounds the sum of all loans down.
    function previewLiquidate(LoanId id, uint256 maxRepaid)
        external
        view
        returns (uint256 repaid, uint256 seized, uint256 bonusWad, uint256 badDebt);

    /// @notice For each collateral, in the loan's order, the prices at which a call becomes due and
    ///         at which hard liquidation begins. A dead oracle does not make it revert.
    function pricesOf(LoanId id) external view returns (CollateralPrices[] memory);

    /// @notice One collateral of a lending pool of this book. A dead oracle does not make it
    ///         revert.
    function market(address pool, CollateralId collateralId) external view returns (Market memory);

    /// @notice The book of loans.
    function book() external view returns (address);
}
