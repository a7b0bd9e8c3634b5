// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CollateralId, CollateralIds} from "../../src/types/CollateralId.sol";
import {LoanId, LoanIds} from "../../src/types/LoanId.sol";
import {TestBase} from "../utils/TestBase.sol";

contract IdsFuzz is TestBase {
    function testFuzz_loanId_packs(address borrower, uint32 creditorId, uint64 number)
        public
        pure
    {
        LoanId id = LoanIds.make(borrower, creditorId, number);
        assertEq(id.borrower(), borrower);
        assertEq(id.creditorId(), creditorId);
        assertEq(id.number(), number);
    }

    /// @dev Every word is some loan's id, and says all of it.
    function testFuzz_loanId_isItsThreeParts(bytes32 word) public pure {
        LoanId id = LoanId.wrap(word);
        LoanId again = LoanIds.make(id.borrower(), id.creditorId(), id.number());
        assertEq(LoanId.unwrap(again), word);
    }

    function test_collateralId_packs() public pure {
        for (uint256 ordinal = 1; ordinal <= 31; ordinal++) {
            for (uint256 riskClass = 0; riskClass < 8; riskClass++) {
                CollateralId id = CollateralIds.make(ordinal, riskClass);
                assertEq(CollateralId.unwrap(id), ordinal * 8 + riskClass);
                assertEq(id.riskClass(), riskClass);
                assertFalse(id.isNone());
            }
        }
        assertTrue(CollateralId.wrap(0).isNone());
    }

    function testFuzz_collateralId_equality(uint8 a, uint8 b) public pure {
        assertEq(CollateralId.wrap(a) == CollateralId.wrap(b), a == b);
        assertEq(CollateralId.wrap(a) != CollateralId.wrap(b), a != b);
    }
}
