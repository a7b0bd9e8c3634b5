// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FixedPointMathLib} from "solady/utils/FixedPointMathLib.sol";

import {KinkedRate, RateConfig} from "../../src/credit/rates/KinkedRate.sol";
import {Exponential} from "../../src/libraries/Exponential.sol";
import {TestBase} from "../utils/TestBase.sol";

contract ExponentialFuzz is TestBase {
    uint256 internal constant RAY = 1e27;
    uint256 internal constant YEAR = 365 days;
    uint256 internal constant MOST = 40 * 1e10 * YEAR;

    /// @dev Strictly: one second at the smallest rate is 3e-18, a ray counts 1e-27.
    function testFuzz_growth_isMonotone(uint256 accrued) public pure {
        accrued = bound(accrued, 0, MOST - 1);
        assertGt(Exponential.growth(accrued + 1), Exponential.growth(accrued));
    }

    function testFuzz_growth_isMonotoneAnywhere(uint256 a, uint256 b) public pure {
        (a, b) = (bound(a, 0, MOST), bound(b, 0, MOST));
        if (a > b) (a, b) = (b, a);
        assertLe(Exponential.growth(a), Exponential.growth(b));
    }

    /// @dev e^(a + b) = e^a e^b. Either factor may be one unit low, which the other multiplies; the
    ///      rest is the product's own rounding and the series' 1e-34.
    function testFuzz_growth_isAdditive(uint256 a, uint256 b) public pure {
        a = bound(a, 0, MOST);
        b = bound(b, 0, MOST - a);
        uint256 ga = Exponential.growth(a);
        uint256 gb = Exponential.growth(b);
        uint256 product = FixedPointMathLib.fullMulDiv(ga, gb, RAY);
        uint256 slack = ga / RAY + gb / RAY + 2 + product / 1e33;
        assertApproxEqAbs(Exponential.growth(a + b), product, slack);
    }

    /// @dev Up to 100 % a year for a year, within a few units in the 27th decimal.
    function testFuzz_growth_isAdditiveToAFewUnits(uint256 a, uint256 b) public pure {
        a = bound(a, 0, 5e9 * YEAR);
        b = bound(b, 0, 5e9 * YEAR);
        uint256 product = Exponential.growth(a) * Exponential.growth(b) / RAY;
        assertApproxEqAbs(Exponential.growth(a + b), product, 4);
    }

    /// @dev Against Solady's exponential in 18 decimals.
    function testFuzz_growth_isTheExponential(uint256 accrued) public pure {
        accrued = bound(accrued, 0, MOST);
        uint256 truth = uint256(FixedPointMathLib.expWad(int256(accrued * 1e18 / (1e10 * YEAR))));
        // The argument was cut at 1e-18, so the answer is off by as much of itself.
        uint256 seen = Exponential.growth(accrued) / 1e9;
        assertApproxEqAbs(seen, truth, truth * 2 / 1e18 + 2);
    }

    function testFuzz_accrue_isLinearUntilItsEnd(uint256 a, uint40 rate, uint32 s, uint32 t)
        public
        pure
    {
        a = bound(a, 0, MOST);
        uint256 once = Exponential.accrue(a, rate, uint256(s) + t);
        uint256 twice = Exponential.accrue(Exponential.accrue(a, rate, s), rate, t);
        assertEq(once, twice);
        assertLe(once, MOST);
        assertGe(once, a);
    }

    // The rate that feeds it

    function rateOf(RateConfig memory c, uint256 owed, uint256 cash)
        private
        pure
        returns (uint256)
    {
        return KinkedRate.rate(c.baseBps, c.slopeBps, c.steepBps, c.kinkBps, owed, cash);
    }

    function testFuzz_rate_growsWithUtilisation(
        uint16[4] memory bps,
        uint104 owed,
        uint104 cash,
        uint104 more
    ) public pure {
        uint16 kink = uint16(bound(bps[3], 1, 9_999));
        RateConfig memory c = RateConfig(bps[0], bps[1], bps[2], kink, 0);
        uint256 rate = rateOf(c, owed, cash);
        assertGe(rateOf(c, uint256(owed) + more, cash), rate, "more is owed");
        assertLe(rateOf(c, owed, uint256(cash) + more), rate, "more is there");
        assertGe(rate, uint256(c.baseBps) * 1e6);
        uint256 most = (uint256(c.baseBps) + c.slopeBps + c.steepBps) * 1e6;
        assertLe(rate, most);
        if (cash == 0 && owed != 0) assertEq(rate, most);
    }
}
