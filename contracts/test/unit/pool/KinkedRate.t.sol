// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {KinkedRate} from "../../../src/credit/rates/KinkedRate.sol";
import {TestBase} from "../../utils/TestBase.sol";

/// @notice Base 1 %, slope 4 %, steep 60 %, kink 90 %; 1e10 is 100 % a year.
contract KinkedRateTest is TestBase {
    function rate(uint256 owed, uint256 cash) internal pure returns (uint256) {
        return KinkedRate.rate(100, 400, 6_000, 9_000, owed, cash);
    }

    function test_rate_ofAnEmptyPool() public pure {
        assertEq(rate(0, 0), 1e8);
        assertEq(KinkedRate.utilisation(0, 0), 0);
    }

    function test_rate_whenNothingIsLent() public pure {
        assertEq(rate(0, 100), 1e8);
    }

    function test_rate_below() public pure {
        assertEq(rate(45, 55), 3e8, "1 + 4 / 2");
        assertEq(rate(9, 91), 1.4e8, "1 + 4 / 10");
    }

    /// @dev At the kink and one part in 1e9 to either side.
    function test_rate_aroundTheKink() public pure {
        assertEq(rate(90, 10), 5e8);
        assertEq(rate(900_000_000 - 1, 100_000_001), 5e8 - 1, "rounded down");
        assertEq(rate(900_000_000, 100_000_000), 5e8);
        assertEq(rate(900_000_001, 100_000_000 - 1), 5e8 + 60);
    }

    function test_rate_above() public pure {
        assertEq(rate(95, 5), 35e8, "5 + 60 / 2");
        assertEq(rate(1, 0), 65e8, "5 + 60");
    }

    function test_rate_atTheLargestSettings() public pure {
        uint256 most = largest(1, 0);
        assertEq(most, 3 * 65_535e6);
        assertLt(most, 2 ** 40, "fits its field");
        assertEq(largest(2 ** 168 - 1, 2 ** 104 - 1), 3 * 65_535e6 - 1);
    }

    function largest(uint256 owed, uint256 cash) internal pure returns (uint256) {
        return KinkedRate.rate(65_535, 65_535, 65_535, 1, owed, cash);
    }

    function test_utilisation_roundsDown() public pure {
        assertEq(KinkedRate.utilisation(1, 2), 333_333_333_333_333_333);
        assertEq(KinkedRate.utilisation(2, 1), 666_666_666_666_666_666);
        assertEq(KinkedRate.utilisation(1, 0), 1e18);
    }
}
