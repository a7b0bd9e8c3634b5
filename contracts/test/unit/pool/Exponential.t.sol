// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Exponential} from "../../../src/libraries/Exponential.sol";
import {TestBase} from "../../utils/TestBase.sol";

/// @notice Against e^x to 80 digits, computed elsewhere and rounded down to a ray.
contract ExponentialTest is TestBase {
    uint256 internal constant YEAR = 365 days;

    function test_growth_ofNothing() public pure {
        assertEq(Exponential.growth(0), 1e27);
    }

    /// @dev One second at the smallest rate: 1 / (1e10 * 31,536,000) = 3.17e-18.
    function test_growth_ofTheSmallestStep() public pure {
        assertEq(Exponential.growth(1), 1_000_000_000_000_000_003_170_979_198);
    }

    function test_growth_ofFivePercentForAYear() public pure {
        assertEq(Exponential.growth(5e8 * YEAR), 1_051_271_096_376_024_039_697_517_636);
    }

    function test_growth_ofOneIsE() public pure {
        assertEq(Exponential.growth(1e10 * YEAR), 2_718_281_828_459_045_235_360_287_471);
    }

    /// @dev Around ln 2, where the doubling begins.
    function test_growth_aroundTheDoubling() public pure {
        assertEq(Exponential.growth(6_931_471_805 * YEAR), 1_999_999_999_880_109_381_169_129_197);
        assertEq(Exponential.growth(6_931_471_806 * YEAR), 2_000_000_000_080_109_381_167_140_135);
    }

    /// @dev e^40 = 2.35e17, to 22 digits beside the true value.
    function test_growth_ofTheLargest() public pure {
        uint256 most = Exponential.growth(Exponential.MAX_ACCRUED);
        uint256 truth = 235_385_266_837_019_985_407_899_910_749_034_804_508_871_617;
        assertLe(most, truth, "rounded down");
        assertApproxEqAbs(most, truth, truth / 1e20);
    }

    function test_accrue_addsRateTimesSeconds() public pure {
        assertEq(Exponential.accrue(5, 3, 7), 26);
        assertEq(Exponential.accrue(5, 0, 7), 5);
        assertEq(Exponential.accrue(5, 3, 0), 5);
    }

    function test_accrue_stopsAtTheLargest() public pure {
        uint256 most = Exponential.MAX_ACCRUED;
        assertEq(Exponential.accrue(most - 1, 1, 1), most);
        assertEq(Exponential.accrue(most, 1, 1), most);
        assertEq(Exponential.accrue(0, 2 ** 40 - 1, 2 ** 40 - 1), most);
    }
}
