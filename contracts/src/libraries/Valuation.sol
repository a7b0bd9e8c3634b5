// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FixedPointMathLib} from "solady/utils/FixedPointMathLib.sol";

import {ILoanBookErrors} from "../interfaces/ILoanBook.sol";
import {IPriceOracle} from "../interfaces/IPriceOracle.sol";
import {Loan} from "../types/Loan.sol";
import {Listing} from "../types/Terms.sol";

/// @dev What a loan's collateral is worth at each holding's price; one entry a holding, in the
///      loan's order.
struct Appraisal {
    Listing[] listings;
    /// @dev The prices were read.
    bool priced;
    uint256[8] low;
    uint256[8] high;
}

/// @dev Which rung of the ladder a limit is taken at.
enum Rung {
    Open,
    Target,
    Clear,
    Call,
    Liquidation
}

/// @title Value and limits
/// @notice `value_i = floor(amount_i * price_i / 1e36)`, a limit is `sum of floor(value_i * ltv_i /
///         1e4)`: both against the borrower who wants to draw. A value is below 2^241 for any
///         104-bit amount and any price, so nothing here overflows.
library Valuation {
    using FixedPointMathLib for uint256;

    uint256 internal constant PRICE_SCALE = 1e36;
    uint256 internal constant BPS = 1e4;
    /// @dev Most gas that an oracle gets where its silence is survived; a two-feed adapter takes
    ///      14,000.
    uint256 internal constant ORACLE_GAS = 1_000_000;

    /// @notice Reads every oracle of the loan; reverts as the first one that has no price does.
    /// @dev Tried first as `tryReadPrices` does it, which is cheaper; then asked again, with all
    ///      the gas there is, to answer or to fail with the oracle's own error.
    function readPrices(Appraisal memory a) internal view {
        if (tryReadPrices(a)) return;
        uint256 count = a.listings.length;
        for (uint256 i = 0; i < count; i++) {
            address oracle = a.listings[i].oracle;
            (uint256 low, uint256 high) = IPriceOracle(oracle).bounds();
            if (low == 0 || low > high) {
                revert ILoanBookErrors.OracleUnusable(oracle, low, high);
            }
            (a.low[i], a.high[i]) = (low, high);
        }
        a.priced = true;
    }

    /// @notice As `readPrices`, but answers false where an oracle gives no price.
    /// @dev Bounds the gas given and copies at most 64 bytes of an answer, so that no oracle can
    ///      stop a repayment or make it costly.
    function tryReadPrices(Appraisal memory a) internal view returns (bool ok) {
        if (a.priced) return true;
        uint256 count = a.listings.length;
        for (uint256 i = 0; i < count; i++) {
            (ok, a.low[i], a.high[i]) = tryBounds(a.listings[i].oracle);
            if (!ok) return false;
        }
        return a.priced = true;
    }

    function tryBounds(address oracle) private view returns (bool ok, uint256 low, uint256 high) {
        bytes4 selector = IPriceOracle.bounds.selector;
        assembly ("memory-safe") {
            mstore(0x00, selector)
            ok := staticcall(ORACLE_GAS, oracle, 0x00, 0x04, 0x00, 0x40)
            ok := and(ok, gt(returndatasize(), 0x3f))
            low := mload(0x00)
            high := mload(0x20)
        }
        ok = ok && low != 0 && low <= high;
    }

    /// @notice Loan-token units, rounded down.
    /// @param amount Below 2^104, so that the product with any price below 2^152 fits.
    function value(uint256 amount, uint256 price) internal pure returns (uint256) {
        unchecked {
            if (price >> 152 == 0) return amount * price / PRICE_SCALE;
        }
        return amount.fullMulDiv(price, PRICE_SCALE);
    }

    function totalValue(Loan memory loan, uint256[8] memory prices)
        internal
        pure
        returns (uint256 sum)
    {
        unchecked {
            for (uint256 i = 0; i < loan.count; i++) {
                sum += value(loan.amounts[i], prices[i]);
            }
        }
    }

    /// @notice The largest debt inside a rung of the ladder, loan-token units, rounded down per
    ///      collateral.
    function limit(
        Loan memory loan,
        Listing[] memory listings,
        uint256[8] memory prices,
        Rung rung
    ) internal pure returns (uint256 sum) {
        unchecked {
            for (uint256 i = 0; i < loan.count; i++) {
                sum += value(loan.amounts[i], prices[i]) * ltvBps(listings[i], rung) / BPS;
            }
        }
    }

    /// @notice The value and every limit but the open one, as by `totalValue` and `limit`, in one
    ///         pass.
    function limits(Loan memory loan, Listing[] memory listings, uint256[8] memory prices)
        internal
        pure
        returns (uint256 total, uint256 target, uint256 clear, uint256 call, uint256 liquidation)
    {
        unchecked {
            for (uint256 i = 0; i < loan.count; i++) {
                Listing memory listing = listings[i];
                uint256 worth = value(loan.amounts[i], prices[i]);
                total += worth;
                target += worth * listing.targetLtvBps / BPS;
                clear += worth * listing.clearLtvBps / BPS;
                call += worth * listing.callLtvBps / BPS;
                liquidation += worth * listing.liquidationLtvBps / BPS;
            }
        }
    }

    /// @dev The ladder stands in a listing in the order of the rungs, from its seventh word on.
    function ltvBps(Listing memory listing, Rung rung) internal pure returns (uint256 bps) {
        assembly ("memory-safe") {
            bps := mload(add(listing, shl(5, add(rung, 6))))
        }
    }
}
