// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Exponential} from "../../src/libraries/Exponential.sol";
import {VectorTest} from "./VectorTest.sol";

contract ExponentialVectorsTest is VectorTest {
    function test_growth_isAsInVectors() public view {
        Group memory g = group("exponential", "growth");
        for (uint256 i = 0; i < g.count; i++) {
            Case memory c = caseAt(g, i);
            uint256 index = Exponential.growth(given(c, "accrued"));
            assertEq(index, wanted(c, "index"), c.name);
            uint256 trueIndex = wanted(c, "trueIndex");
            assertApproxEqAbs(index, trueIndex, tolerance(trueIndex), c.name);
        }
    }

    /// @dev What truncation may cost: 40 units of 1e-36, times the power of two in the growth, and
    ///      one.
    function tolerance(uint256 trueIndex) private pure returns (uint256) {
        uint256 powerOfTwo = 1;
        while (powerOfTwo * 2 <= trueIndex / Exponential.RAY) powerOfTwo *= 2;
        return 40 * powerOfTwo / 1e9 + 1;
    }

    function test_accrue_isAsInVectors() public view {
        Group memory g = group("exponential", "accrue");
        for (uint256 i = 0; i < g.count; i++) {
            Case memory c = caseAt(g, i);
            (uint256 sum, uint256 rate) = (given(c, "sum"), given(c, "rate"));
            sum = Exponential.accrue(sum, rate, given(c, "elapsed"));
            assertEq(sum, wanted(c, "sum"), c.name);
        }
    }
}
