// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CollateralId} from "../../src/types/CollateralId.sol";
import {Loan} from "../../src/types/Loan.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {StorageHarness} from "../utils/StorageHarness.sol";
import {TestBase} from "../utils/TestBase.sol";

/// @notice Any sequence of newcomers and leavers, against a list kept by the rule as it is written:
///         a riskier newcomer goes to the front, any other to the end; when the first leaves, the
///         riskiest of the rest, the earliest among equals, follows.
contract HoldingsFuzz is TestBase {
    LoanId internal constant ID = LoanId.wrap(bytes32(uint256(1)));

    StorageHarness internal harness;
    CollateralId[] internal list;
    mapping(uint8 id => uint256) internal amountOf;

    function setUp() public {
        harness = new StorageHarness();
    }

    function testFuzz_holdings_followTheRule(uint256[16] calldata steps) public {
        for (uint256 i = 0; i < steps.length; i++) {
            if (list.length == 8 || (list.length > 0 && steps[i] % 3 == 0)) {
                drop(steps[i] / 3 % list.length);
            } else {
                join(uint8(bound(steps[i] / 3, 1, 255)), i + 1);
            }
            compare();
        }
    }

    function join(uint8 raw, uint256 amount) internal {
        CollateralId id = CollateralId.wrap(raw);
        for (uint256 i = 0; i < list.length; i++) {
            if (list[i] == id) return;
        }
        amountOf[raw] = amount;
        bool riskier = list.length != 0 && id.riskClass() > list[0].riskClass();
        assertEq(harness.insert(ID, id, amount), riskier ? 0 : list.length);
        list.push(id);
        if (riskier) moveToFront(list.length - 1);
    }

    function drop(uint256 place) internal {
        harness.remove(ID, place);
        for (uint256 i = place; i + 1 < list.length; i++) {
            list[i] = list[i + 1];
        }
        list.pop();
        if (place != 0 || list.length == 0) return;
        uint256 riskiest = 0;
        for (uint256 i = 1; i < list.length; i++) {
            if (list[i].riskClass() > list[riskiest].riskClass()) riskiest = i;
        }
        moveToFront(riskiest);
    }

    function moveToFront(uint256 place) internal {
        CollateralId id = list[place];
        for (uint256 i = place; i > 0; i--) {
            list[i] = list[i - 1];
        }
        list[0] = id;
    }

    function compare() internal view {
        Loan memory loan = harness.load(ID);
        assertEq(loan.count, list.length, "count");
        for (uint256 i = 0; i < 8; i++) {
            if (i >= list.length) {
                assertTrue(loan.ids[i].isNone(), "nothing behind the last");
                assertEq(loan.amounts[i], 0);
                continue;
            }
            assertTrue(loan.ids[i] == list[i], "place");
            assertEq(loan.amounts[i], amountOf[CollateralId.unwrap(list[i])], "amount");
            assertLe(list[i].riskClass(), loan.ids[0].riskClass(), "the first is of the riskiest");
            assertEq(harness.indexOf(ID, list[i]), i);
        }
        assertEq(harness.indexOf(ID, CollateralId.wrap(0)), list.length, "not held");
    }
}
