// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FixedPointMathLib} from "solady/utils/FixedPointMathLib.sol";

import {Rung, Valuation} from "../../src/libraries/Valuation.sol";
import {Loan} from "../../src/types/Loan.sol";
import {Listing} from "../../src/types/Terms.sol";
import {TestBase} from "../utils/TestBase.sol";

/// @notice Values and limits at any amount and any price, against the same said plainly.
contract ValuationFuzz is TestBase {
    struct Case {
        Loan loan;
        Listing[] listings;
        uint256[8] prices;
    }

    function next(uint256 seed, uint256 i) internal pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, i)));
    }

    /// @dev One to eight collaterals, prices of any length.
    function draw(uint256 seed) internal pure returns (Case memory c) {
        c.loan.count = bound(next(seed, 0), 1, 8);
        c.listings = new Listing[](c.loan.count);
        for (uint256 i = 0; i < c.loan.count; i++) {
            c.loan.amounts[i] = next(seed, 10 + i) >> bound(next(seed, 20 + i), 152, 255);
            c.prices[i] = next(seed, 30 + i) >> bound(next(seed, 40 + i), 0, 255);
            Listing memory l = c.listings[i];
            l.openLtvBps = bound(next(seed, 50 + i), 1, 2_000);
            l.targetLtvBps = l.openLtvBps + bound(next(seed, 60 + i), 0, 1_000);
            l.clearLtvBps = l.targetLtvBps + bound(next(seed, 70 + i), 1, 1_000);
            l.callLtvBps = l.clearLtvBps + bound(next(seed, 80 + i), 1, 1_000);
            l.liquidationLtvBps = l.callLtvBps + bound(next(seed, 90 + i), 1, 4_999);
        }
    }

    function testFuzz_value_isExact(uint104 amount, uint256 price, uint8 shift) public pure {
        price >>= shift;
        uint256 expected = FixedPointMathLib.fullMulDiv(amount, price, 1e36);
        assertEq(Valuation.value(amount, price), expected);
    }

    /// @dev Around the largest price that is multiplied in one word.
    function testFuzz_value_isExactWhereTheWordEnds(uint104 amount, uint16 offset) public pure {
        uint256 price = uint256(2 ** 152 - 2 ** 15) + offset;
        uint256 expected = FixedPointMathLib.fullMulDiv(amount, price, 1e36);
        assertEq(Valuation.value(amount, price), expected);
    }

    function testFuzz_limit_isTheSumOfRoundedParts(uint256 seed) public pure {
        Case memory c = draw(seed);
        uint256[5] memory sums;
        uint256 value;
        for (uint256 i = 0; i < c.loan.count; i++) {
            uint256 v = FixedPointMathLib.fullMulDiv(c.loan.amounts[i], c.prices[i], 1e36);
            Listing memory l = c.listings[i];
            value += v;
            sums[0] += v * l.openLtvBps / 10_000;
            sums[1] += v * l.targetLtvBps / 10_000;
            sums[2] += v * l.clearLtvBps / 10_000;
            sums[3] += v * l.callLtvBps / 10_000;
            sums[4] += v * l.liquidationLtvBps / 10_000;
        }
        assertEq(Valuation.totalValue(c.loan, c.prices), value, "value");
        uint256 before;
        for (uint256 k = 0; k < 5; k++) {
            uint256 limit = Valuation.limit(c.loan, c.listings, c.prices, Rung(k));
            assertEq(limit, sums[k], "limit");
            assertGe(limit, before, "each rung supports at least as much as the one before");
            assertLe(limit, value, "and no more than the value");
            before = limit;
        }
    }
}
