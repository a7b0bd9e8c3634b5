// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FixedPointMathLib} from "solady/utils/FixedPointMathLib.sol";

import {ICreditor} from "../credit/ICreditor.sol";
import {CallReason, Loan} from "../types/Loan.sol";
import {LoanId} from "../types/LoanId.sol";
import {Appraisal, Valuation} from "./Valuation.sol";

/// @title What cures a margin call by collateral
library Cure {
    using FixedPointMathLib for uint256;

    struct Amounts {
        /// @dev Loan-token units.
        uint256 debt;
        uint256 arrears;
        /// @dev What cures alone, loan-token units: for price the smallest repayment that brings
        ///      the debt within the clear limit at the low price, for default the arrears; all of
        ///      the debt where less would leave it between zero and the minimum.
        uint256 repayment;
        uint256 left;
        /// @dev Debt that the clear rung supports at the low price; zero without one.
        uint256 clearLimit;
        /// @dev The same at the call rung.
        uint256 callLimit;
        /// @dev What cures alone, collateral-token units in the loan's order; empty for default.
        uint256[] topUps;
    }

    /// @notice Asks the creditor once for the debt and for the repayment that would cure by price.
    function assess(LoanId id, Loan memory loan, Appraisal memory a, bool priced)
        internal
        view
        returns (Amounts memory c)
    {
        if (priced) {
            (,, c.clearLimit, c.callLimit,) = Valuation.limits(loan, a.listings, a.low);
        }
        (c.debt, c.arrears, c.repayment, c.left) =
            ICreditor(a.listings[0].creditor).assess(id, loan.ids[0], loan.units, c.clearLimit);
    }

    /// @notice Turns an assessment into what cures a loan called for `loan.reason`.
    function complete(Amounts memory c, Loan memory loan, Appraisal memory a) internal pure {
        if (loan.reason == CallReason.Price) c.topUps = topUps(loan, a, c.debt, c.clearLimit);
        else (c.repayment, c.left) = (c.arrears, c.debt - c.arrears);
        if (c.left != 0 && c.left < a.listings[0].minDebt) c.repayment = c.debt;
    }

    /// @notice For each collateral held, the smallest top-up that alone brings the debt inside the
    ///      clear limit at the low price.
    /// @dev With `need = debt - sum of the others' limits`: the value must be at least `v =
    ///      ceil(need * 1e4 / clearLtv)`, since `floor(v * clear / 1e4) >= need` holds from there
    ///      on, and the amount at least `ceil(v * 1e36 / price)`. Exact: one unit less does not
    ///      cure. Zero when the debt is inside the limit already.
    ///      Unchecked: `value * ltv` fits (`Valuation`), `own` is part of `total`, `total < debt`,
    ///      and where the debt is outside the limit every amount held is below what would cure.
    /// @param total The clear limit of all collaterals together.
    /// @return tops Collateral-token units, in the loan's own order.
    function topUps(Loan memory loan, Appraisal memory a, uint256 debt, uint256 total)
        private
        pure
        returns (uint256[] memory tops)
    {
        tops = new uint256[](loan.count);
        if (debt <= total) return tops;
        unchecked {
            for (uint256 i = 0; i < loan.count; i++) {
                uint256 clearLtvBps = a.listings[i].clearLtvBps;
                (uint256 amount, uint256 price) = (loan.amounts[i], a.low[i]);
                uint256 own = Valuation.value(amount, price) * clearLtvBps / Valuation.BPS;
                uint256 need = (debt - (total - own)).mulDivUp(Valuation.BPS, clearLtvBps);
                tops[i] = need.fullMulDivUp(Valuation.PRICE_SCALE, price) - amount;
            }
        }
    }
}
