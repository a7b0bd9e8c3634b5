// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILoanBookErrors} from "../interfaces/ILoanBook.sol";
import {CallReason, Loan} from "../types/Loan.sol";
import {LoanId} from "../types/LoanId.sol";
import {Listing} from "../types/Terms.sol";
import {MarginCall} from "./MarginCall.sol";
import {Sale} from "./Sale.sol";
import {Appraisal, Rung, Valuation} from "./Valuation.sol";

/// @dev Which sale of a loan is due.
enum Due {
    /// @dev Neither limit is passed, or what was called for is within it again.
    None,
    /// @dev A call is open and its cause holds, but the cure window has not ended.
    Waiting,
    Soft,
    Hard
}

/// @title Which sale of a loan is due, and on what terms
/// @notice Asked by the book before it sells and by the lens, so that what is shown is what
///         happens. All at the high price.
library SaleDue {
    struct Verdict {
        Due due;
        /// @dev Unix seconds; zero without an open call.
        uint256 cureEnd;
        /// @dev Loan-token units.
        uint256 callLimit;
        uint256 liquidationLimit;
        /// @dev Set where a sale is due, but for `maxRepaid`.
        Sale.Terms sale;
    }

    /// @param a With prices read.
    /// @param debt Loan-token units, > 0.
    /// @param arrears Part of it that is in default.
    function verdict(
        Loan memory loan,
        Appraisal memory a,
        uint256 debt,
        uint256 arrears,
        address sequencerFeed
    ) internal view returns (Verdict memory v) {
        Listing memory terms = a.listings[0];
        bool byDefault = loan.reason == CallReason.Default;
        v.callLimit = Valuation.limit(loan, a.listings, a.high, Rung.Call);
        v.liquidationLimit = Valuation.limit(loan, a.listings, a.high, Rung.Liquidation);
        uint256 bonusWad;
        if (MarginCall.isOpen(loan, terms, sequencerFeed)) {
            v.cureEnd = MarginCall.cureEnd(loan, terms, sequencerFeed);
            if (byDefault ? arrears != 0 : debt > v.callLimit) {
                v.due = block.timestamp >= v.cureEnd ? Due.Soft : Due.Waiting;
            }
            if (v.due == Due.Soft) bonusWad = Sale.softBonus(terms, block.timestamp - v.cureEnd);
        }
        if (debt > v.liquidationLimit) {
            v.due = Due.Hard;
            uint256 hard = Sale.hardBonus(terms, debt, v.liquidationLimit);
            if (hard > bonusWad) bonusWad = hard;
        } else if (v.due != Due.Soft) {
            return v;
        } else if (byDefault) {
            v.sale.arrears = arrears;
        }
        v.sale.debt = debt;
        v.sale.value = Valuation.totalValue(loan, a.high);
        v.sale.bonusWad = Sale.capBonus(terms, bonusWad, debt, v.sale.value);
        v.sale.targetLimit = Valuation.limit(loan, a.listings, a.high, Rung.Target);
        (v.sale.amount, v.sale.price) = (loan.amounts[0], a.high[0]);
    }

    /// @notice The terms of the sale that is due; reverts when none is.
    function requireDue(LoanId id, Verdict memory v, uint256 debt)
        internal
        pure
        returns (Sale.Terms memory)
    {
        if (v.due == Due.Waiting) revert ILoanBookErrors.CureWindowOpen(id, v.cureEnd);
        if (v.due == Due.None) {
            revert ILoanBookErrors.NotLiquidatable(id, debt, v.callLimit, v.liquidationLimit);
        }
        return v.sale;
    }
}
