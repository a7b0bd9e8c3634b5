// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {KinkedRate} from "../../src/credit/rates/KinkedRate.sol";
import {VectorTest} from "./VectorTest.sol";

contract RateVectorsTest is VectorTest {
    function test_utilisation_isAsInVectors() public view {
        Group memory g = group("rates", "utilisation");
        for (uint256 i = 0; i < g.count; i++) {
            Case memory c = caseAt(g, i);
            uint256 wad = KinkedRate.utilisation(given(c, "owed"), given(c, "cash"));
            assertEq(wad, wanted(c, "wad"), c.name);
        }
    }

    function test_rate_isAsInVectors() public view {
        Group memory g = group("rates", "rate");
        for (uint256 i = 0; i < g.count; i++) {
            Case memory c = caseAt(g, i);
            assertEq(rateOf(c), wanted(c, "rate"), c.name);
        }
    }

    function rateOf(Case memory c) private pure returns (uint256) {
        return KinkedRate.rate(
            given(c, "baseBps"),
            given(c, "slopeBps"),
            given(c, "steepBps"),
            given(c, "kinkBps"),
            given(c, "owed"),
            given(c, "cash")
        );
    }
}
