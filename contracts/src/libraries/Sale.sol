// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FixedPointMathLib} from "solady/utils/FixedPointMathLib.sol";

import {Listing} from "../types/Terms.sol";
import {Valuation} from "./Valuation.sol";

/// @title How much a liquidation sells, and at what bonus
/// @notice Every value is at the high price: a seizure needs its condition, and takes its
///         collateral, at the price kindest to the borrower.
/// @dev Unchecked arithmetic: bps are below 2^16 and a ramp is at most 7 days, so bonuses in wad
///      stay below 2^64; each difference stands behind the comparison that makes it positive.
library Sale {
    using FixedPointMathLib for uint256;

    uint256 internal constant WAD = 1e18;
    uint256 private constant BPS_TO_WAD = 1e14;
    /// @dev WAD * BPS, the scale in which `1 - LIF * target` is exact.
    uint256 private constant WAD_BPS = 1e22;

    struct Terms {
        /// @dev Debt before, loan-token units.
        uint256 debt;
        /// @dev Value of all collateral, loan-token units.
        uint256 value;
        /// @dev Debt that the target rung supports, loan-token units; below `debt` in a sale for
        ///      price.
        uint256 targetLimit;
        /// @dev Debt that is overdue, in a sale for default; zero in a sale for price.
        uint256 arrears;
        /// @dev Bonus in force, wad.
        uint256 bonusWad;
        /// @dev Amount of the collateral on sale, its price, and what the liquidator will repay at
        ///      most.
        uint256 amount;
        uint256 price;
        uint256 maxRepaid;
    }

    struct Result {
        /// @dev Loan-token units, rounded up.
        uint256 repaid;
        /// @dev Collateral-token units, rounded down.
        uint256 seized;
        uint256 bonusWad;
        /// @dev Loan-token units; the book fills it in.
        uint256 badDebt;
    }

    /// @notice Bonus of a soft liquidation: `maxBonus * min(1, elapsed / ramp)`, wad, rounded down.
    function softBonus(Listing memory listing, uint256 elapsed) internal pure returns (uint256) {
        unchecked {
            uint256 bonus = listing.maxBonusBps * BPS_TO_WAD;
            return elapsed >= listing.ramp ? bonus : bonus * elapsed / listing.ramp;
        }
    }

    /// @notice Bonus of a hard liquidation: `min(maxBonus, slope * (debt - limit) / limit)`, wad,
    ///      rounded down.
    /// @param limit Debt that the liquidation rung supports; `debt > limit`.
    function hardBonus(Listing memory listing, uint256 debt, uint256 limit)
        internal
        pure
        returns (uint256)
    {
        unchecked {
            uint256 most = listing.maxBonusBps * BPS_TO_WAD;
            if (limit == 0) return most;
            return most.min((debt - limit).fullMulDiv(listing.slopeBps * BPS_TO_WAD, limit));
        }
    }

    /// @notice What is left of a bonus: at most `value / debt - 1` while the loan is solvent, since
    ///         a larger one would raise its LTV; the floor once it is not.
    function capBonus(Listing memory listing, uint256 bonusWad, uint256 debt, uint256 value)
        internal
        pure
        returns (uint256)
    {
        unchecked {
            if (value <= debt) return listing.floorBonusBps * BPS_TO_WAD;
            return bonusWad.min((value - debt).fullMulDiv(WAD, debt));
        }
    }

    /// @notice Sizes one sale of one collateral.
    /// @dev To target, with LIF = 1 + bonus: after repaying x and seizing x * LIF worth of
    ///      collateral, debt is D - x and the limit L - x * LIF * target, so x = (D - L) / (1 - LIF
    ///      * target), rounded up. For arrears, x is the arrears. The whole debt when it is below
    ///      the minimum, or would be. If that is no less than all the collateral, all of it is
    ///      taken for `ceil(value / LIF)`. Worked: debt 750, value 1,000, target 62 %, no bonus: x
    ///      = ceil(130 / 0.38) = 343 of 1,000-unit precision, leaving 407 on 657, LTV 61.9 %.
    function size(Listing memory listing, Terms memory t) internal pure returns (Result memory r) {
        uint256 repaid;
        uint256 lifWad = WAD + t.bonusWad;
        if (t.debt < listing.minDebt) {
            repaid = t.debt;
        } else {
            repaid = t.arrears != 0 ? t.arrears : toTarget(listing, t, lifWad);
            if (repaid > t.debt || t.debt - repaid < listing.minDebt) repaid = t.debt;
        }
        if (repaid > t.maxRepaid) repaid = t.maxRepaid;
        uint256 seized = (repaid * lifWad).fullMulDiv(WAD, t.price);
        if (seized >= t.amount) {
            seized = t.amount;
            repaid = repaid.min(Valuation.value(t.amount, t.price).fullMulDivUp(WAD, lifWad));
        }
        (r.repaid, r.seized, r.bonusWad) = (repaid, seized, t.bonusWad);
    }

    /// @dev `debt > targetLimit` in a sale for price, and `LIF * target < 1` in every listing.
    function toTarget(Listing memory listing, Terms memory t, uint256 lifWad)
        private
        pure
        returns (uint256)
    {
        unchecked {
            return (t.debt - t.targetLimit)
            .fullMulDivUp(WAD_BPS, WAD_BPS - lifWad * listing.targetLtvBps);
        }
    }
}
