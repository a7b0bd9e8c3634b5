// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FixedPointMathLib} from "solady/utils/FixedPointMathLib.sol";

import {ICreditor} from "../credit/ICreditor.sol";
import {CallReason, Loan} from "../types/Loan.sol";
import {LoanId} from "../types/LoanId.sol";
import {Listing} from "../types/Terms.sol";
import {Appraisal, Rung, Valuation} from "./Valuation.sol";

/// @title What cures a margin call by collateral
library Cure {
    using FixedPointMathLib for uint256;

    /// @notice What cures a loan called for `reason`, each alone: for price the smallest repayment
    ///         and the smallest top-ups that bring the debt within the clear limit at the low
    ///         price; for default the arrears.
    /// @dev All of the debt where less would leave it between zero and the minimum.
    /// @return debt Loan-token units.
    /// @return repayment Loan-token units.
    /// @return topUps_ Collateral-token units, in the loan's order; empty for default.
    function amounts(LoanId id, Loan memory loan, Appraisal memory a, CallReason reason)
        internal
        view
        returns (uint256 debt, uint256 repayment, uint256[] memory topUps_)
    {
        Listing memory terms = a.listings[0];
        bool byPrice = reason == CallReason.Price;
        uint256 target = byPrice ? Valuation.limit(loan, a.listings, a.low, Rung.Clear) : 0;
        uint256 arrears;
        uint256 left;
        (debt, arrears, repayment, left) =
            ICreditor(terms.creditor).assess(id, loan.ids[0], loan.units, target);
        if (byPrice) topUps_ = topUps(loan, a, debt);
        else (repayment, left) = (arrears, debt - arrears);
        if (left != 0 && left < terms.minDebt) repayment = debt;
    }

    /// @notice For each collateral held, the smallest top-up that alone brings the debt inside the
    ///      clear limit at the low price.
    /// @dev With `need = debt - sum of the others' limits`: the value must be at least `v =
    ///      ceil(need * 1e4 / clearLtv)`, since `floor(v * clear / 1e4) >= need` holds from there
    ///      on, and the amount at least `ceil(v * 1e36 / price)`. Exact: one unit less does not
    ///      cure. Zero when the debt is inside the limit already.
    /// @return tops Collateral-token units, in the loan's own order.
    function topUps(Loan memory loan, Appraisal memory a, uint256 debt)
        private
        pure
        returns (uint256[] memory tops)
    {
        tops = new uint256[](loan.count);
        uint256 total = Valuation.limit(loan, a.listings, a.low, Rung.Clear);
        if (debt <= total) return tops;
        for (uint256 i = 0; i < loan.count; i++) {
            uint256 clearLtvBps = a.listings[i].clearLtvBps;
            uint256 own = Valuation.value(loan.amounts[i], a.low[i]) * clearLtvBps / Valuation.BPS;
            uint256 need = (debt - (total - own)).mulDivUp(Valuation.BPS, clearLtvBps);
            tops[i] = need.fullMulDivUp(Valuation.PRICE_SCALE, a.low[i]) - loan.amounts[i];
        }
    }
}
