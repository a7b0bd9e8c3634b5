// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FixedPointMathLib} from "solady/utils/FixedPointMathLib.sol";

import {ILoanBookErrors} from "../interfaces/ILoanBook.sol";
import {CallReason, Loan} from "../types/Loan.sol";
import {LoanId} from "../types/LoanId.sol";
import {Listing} from "../types/Terms.sol";
import {MarginCall} from "./MarginCall.sol";
import {Sale} from "./Sale.sol";
import {Appraisal, Valuation} from "./Valuation.sol";

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
    using FixedPointMathLib for uint256;

    struct Verdict {
        Due due;
        /// @dev Unix seconds; zero without an open call.
        uint256 cureEnd;
        /// @dev Loan-token units.
        uint256 callLimit;
        uint256 liquidationLimit;
        /// @dev Complete where a sale is due, but for `maxRepaid`.
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
        measure(v, loan, a);
        bool byDefault = loan.reason == CallReason.Default;
        uint256 bonusWad;
        Due due;
        if (MarginCall.isOpen(loan, terms, sequencerFeed)) {
            uint256 cureEnd = MarginCall.cureEnd(loan, terms, sequencerFeed);
            v.cureEnd = cureEnd;
            if (byDefault ? arrears != 0 : debt > v.callLimit) {
                due = block.timestamp >= cureEnd ? Due.Soft : Due.Waiting;
            }
            if (due == Due.Soft) bonusWad = Sale.softBonus(terms, block.timestamp - cureEnd);
        }
        if (debt > v.liquidationLimit) {
            due = Due.Hard;
            bonusWad = bonusWad.max(Sale.hardBonus(terms, debt, v.liquidationLimit));
        }
        v.due = due;
        if (due < Due.Soft) return v;
        Sale.Terms memory sale = v.sale;
        if (byDefault && due == Due.Soft) sale.arrears = arrears;
        sale.debt = debt;
        sale.bonusWad = Sale.capBonus(terms, bonusWad, debt, sale.value);
        (sale.amount, sale.price) = (loan.amounts[0], a.high[0]);
    }

    /// @dev Apart from `verdict`, whose stack it would overfill.
    function measure(Verdict memory v, Loan memory loan, Appraisal memory a) private pure {
        Sale.Terms memory sale = v.sale;
        (sale.value, sale.targetLimit,, v.callLimit, v.liquidationLimit) =
            Valuation.limits(loan, a.listings, a.high);
    }

    /// @notice Reverts when no sale is due.
    function requireDue(LoanId id, Verdict memory v, uint256 debt) internal pure {
        if (v.due == Due.Waiting) revert ILoanBookErrors.CureWindowOpen(id, v.cureEnd);
        if (v.due == Due.None) {
            revert ILoanBookErrors.NotLiquidatable(id, debt, v.callLimit, v.liquidationLimit);
        }
    }
}
