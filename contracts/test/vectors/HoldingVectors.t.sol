// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Holdings} from "../../src/libraries/Holdings.sol";
import {CollateralId} from "../../src/types/CollateralId.sol";
import {Loan} from "../../src/types/Loan.sol";
import {VectorTest} from "./VectorTest.sol";

contract HoldingVectorsTest is VectorTest {
    using Holdings for Loan;

    function test_insert_isAsInVectors() public view {
        Group memory g = group("holdings", "insert");
        for (uint256 i = 0; i < g.count; i++) {
            Case memory c = caseAt(g, i);
            Loan memory loan = before(c);
            CollateralId id = CollateralId.wrap(uint8(given(c, "id")));
            assertEq(loan.indexOf(id), loan.count, c.name);
            uint256 position = loan.insert(id);
            assertEq(loan.indexOf(id), position, c.name);
            check(loan, c);
        }
    }

    function test_remove_isAsInVectors() public view {
        Group memory g = group("holdings", "remove");
        for (uint256 i = 0; i < g.count; i++) {
            Case memory c = caseAt(g, i);
            Loan memory loan = before(c);
            loan.remove(given(c, "index"));
            check(loan, c);
        }
    }

    function before(Case memory c) private pure returns (Loan memory loan) {
        uint256[] memory ids = givenList(c, "ids");
        uint256[] memory amounts = givenList(c, "amounts");
        loan.count = ids.length;
        for (uint256 i = 0; i < ids.length; i++) {
            (loan.ids[i], loan.amounts[i]) = (CollateralId.wrap(uint8(ids[i])), amounts[i]);
        }
    }

    /// @dev What is beyond the count must be empty.
    function check(Loan memory loan, Case memory c) private pure {
        uint256[] memory ids = wantedList(c, "ids");
        uint256[] memory amounts = wantedList(c, "amounts");
        assertEq(loan.count, ids.length, c.name);
        for (uint256 i = 0; i < 8; i++) {
            bool held = i < ids.length;
            assertEq(CollateralId.unwrap(loan.ids[i]), held ? ids[i] : 0, c.name);
            assertEq(loan.amounts[i], held ? amounts[i] : 0, c.name);
        }
    }
}
