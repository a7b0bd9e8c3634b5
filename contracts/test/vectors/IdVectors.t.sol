// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CollateralId, CollateralIds} from "../../src/types/CollateralId.sol";
import {LoanId, LoanIds} from "../../src/types/LoanId.sol";
import {VectorTest} from "./VectorTest.sol";

contract IdVectorsTest is VectorTest {
    function test_loanId_isAsInVectors() public view {
        Group memory g = group("ids", "loanId");
        for (uint256 i = 0; i < g.count; i++) {
            Case memory c = caseAt(g, i);
            address borrower = givenAddress(c, "borrower");
            uint32 creditorId = uint32(given(c, "creditorId"));
            uint64 number = uint64(given(c, "number"));
            LoanId id = LoanIds.make(borrower, creditorId, number);
            assertEq(LoanId.unwrap(id), wantedBytes32(c, "id"), c.name);
            assertEq(id.borrower(), borrower, c.name);
            assertEq(id.creditorId(), creditorId, c.name);
            assertEq(id.number(), number, c.name);
        }
    }

    function test_collateralId_isAsInVectors() public view {
        Group memory g = group("ids", "collateralId");
        for (uint256 i = 0; i < g.count; i++) {
            Case memory c = caseAt(g, i);
            CollateralId id = CollateralIds.make(given(c, "ordinal"), given(c, "riskClass"));
            assertEq(CollateralId.unwrap(id), wanted(c, "id"), c.name);
            assertEq(id.riskClass(), given(c, "riskClass"), c.name);
            assertFalse(id.isNone(), c.name);
        }
    }
}
