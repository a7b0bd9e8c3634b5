// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Appraisal, Rung, Valuation} from "../../src/libraries/Valuation.sol";
import {Loan} from "../../src/types/Loan.sol";
import {VectorTest} from "./VectorTest.sol";

contract ValuationVectorsTest is VectorTest {
    function test_value_isAsInVectors() public view {
        Group memory g = group("valuation", "value");
        for (uint256 i = 0; i < g.count; i++) {
            Case memory c = caseAt(g, i);
            uint256 value = Valuation.value(given(c, "amount"), given(c, "price"));
            assertEq(value, wanted(c, "value"), c.name);
        }
    }

    function test_limit_isAsInVectors() public view {
        Group memory g = group("valuation", "limits");
        for (uint256 i = 0; i < g.count; i++) {
            Case memory c = caseAt(g, i);
            (Loan memory loan, Appraisal memory a) = appraised(c);
            assertEq(Valuation.totalValue(loan, a.low), wanted(c, "valueLow"), c.name);
            assertEq(Valuation.totalValue(loan, a.high), wanted(c, "valueHigh"), c.name);
            assertEq(limits(loan, a, a.low), wantedList(c, "low"), c.name);
            assertEq(limits(loan, a, a.high), wantedList(c, "high"), c.name);
        }
    }

    function limits(Loan memory loan, Appraisal memory a, uint256[8] memory prices)
        private
        pure
        returns (uint256[] memory all)
    {
        all = new uint256[](5);
        for (uint256 rung = 0; rung < 5; rung++) {
            all[rung] = Valuation.limit(loan, a.listings, prices, Rung(rung));
        }
    }
}
