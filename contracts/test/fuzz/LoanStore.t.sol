// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILoanBookErrors} from "../../src/interfaces/ILoanBook.sol";
import {CollateralId} from "../../src/types/CollateralId.sol";
import {CallReason, Loan} from "../../src/types/Loan.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {StorageHarness} from "../utils/StorageHarness.sol";
import {TestBase} from "../utils/TestBase.sol";

/// @notice What is saved is what is loaded, for any values of all fields.
contract LoanStoreFuzz is TestBase {
    StorageHarness internal harness;

    function setUp() public {
        harness = new StorageHarness();
    }

    /// @dev Any loan the book may hold: distinct or not does not matter to storage, ids are not
    ///      none, fields fit.
    function draw(uint256 seed, bool withDebt) internal pure returns (Loan memory loan) {
        loan.count = bound(next(seed, 0), withDebt ? 1 : 0, 8);
        if (withDebt) {
            loan.units = bound(next(seed, 1), 1, type(uint104).max);
            loan.since = bound(next(seed, 2), 0, 2 ** 35 - 1);
            loan.called = next(seed, 3) & 1 == 1;
            loan.reason = CallReason(next(seed, 4) & 1);
        }
        for (uint256 i = 0; i < loan.count; i++) {
            loan.ids[i] = CollateralId.wrap(uint8(bound(next(seed, 10 + i), 1, 255)));
            loan.amounts[i] = bound(next(seed, 20 + i), 0, type(uint104).max);
        }
    }

    function next(uint256 seed, uint256 i) internal pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, i)));
    }

    function testFuzz_loanStore_roundTrip(LoanId id, uint256 seed) public {
        Loan memory loan = draw(seed, true);
        harness.save(id, loan);
        assertEq(abi.encode(harness.load(id)), abi.encode(loan));
    }

    function testFuzz_loanStore_roundTripWithoutDebt(LoanId id, uint256 seed) public {
        Loan memory loan = draw(seed, false);
        harness.save(id, loan);
        assertEq(abi.encode(harness.load(id)), abi.encode(loan));
    }

    /// @dev Whatever stood there before, of more or fewer collaterals, leaves no trace: what is
    ///      gone was trimmed off one by one, as a loan loses them.
    function testFuzz_loanStore_overwrites(LoanId id, uint256[6] calldata seeds) public {
        uint256 before = 0;
        for (uint256 i = 0; i < seeds.length; i++) {
            Loan memory loan = draw(seeds[i], seeds[i] & 1 == 1);
            for (; before > loan.count; before--) {
                harness.trim(id, before - 1);
            }
            before = loan.count;
            harness.save(id, loan);
            assertEq(abi.encode(harness.load(id)), abi.encode(loan));
            uint256 pairs = loan.count / 2;
            for (uint256 pair = pairs; pair < 4; pair++) {
                assertEq(harness.further(id, pair), 0, "words beyond the holdings are empty");
            }
        }
    }

    /// @dev Without debt there is no date and no call, whatever the caller left in the fields.
    function testFuzz_loanStore_debtPaidEndsTheCall(LoanId id, uint256 seed) public {
        Loan memory loan = draw(seed, true);
        loan.units = 0;
        harness.save(id, loan);
        (loan.since, loan.called, loan.reason) = (0, false, CallReason.Price);
        assertEq(abi.encode(harness.load(id)), abi.encode(loan));
    }

    function testFuzz_loanStore_refusesUnitsBeyondTheirField(LoanId id, uint256 units) public {
        units = bound(units, uint256(type(uint104).max) + 1, type(uint256).max);
        Loan memory loan = draw(units, true);
        loan.units = units;
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.AmountTooLarge.selector, units, uint256(type(uint104).max)
            )
        );
        harness.save(id, loan);
    }

    function testFuzz_loanStore_keepsLoansApart(LoanId a, LoanId b, uint256 seed) public {
        vm.assume(LoanId.unwrap(a) != LoanId.unwrap(b));
        Loan memory first = draw(seed, true);
        harness.save(a, first);
        harness.save(b, draw(~seed, true));
        assertEq(abi.encode(harness.load(a)), abi.encode(first));
    }

    /// @dev The layout itself, in the order the documentation gives it.
    function testFuzz_loanStore_layout(LoanId id, uint256 seed) public {
        Loan memory loan = draw(seed, true);
        harness.save(id, loan);
        uint256 word = harness.word(id);
        assertEq(word & (2 ** 104 - 1), loan.amounts[0]);
        assertEq((word >> 104) & (2 ** 104 - 1), loan.units);
        assertEq((word >> 208) & (2 ** 35 - 1), loan.since);
        assertEq((word >> 243) & 1 == 1, loan.called);
        assertEq((word >> 244) & 1, uint256(loan.reason));
        assertEq((word >> 245) & 7, loan.count - 1);
        assertEq(word >> 248, CollateralId.unwrap(loan.ids[0]));
        for (uint256 i = 1; i < loan.count; i++) {
            uint256 half = harness.further(id, (i - 1) / 2) >> ((i - 1) % 2 * 128);
            assertEq(half & (2 ** 104 - 1), loan.amounts[i]);
            assertEq((half >> 104) & 0xff, CollateralId.unwrap(loan.ids[i]));
        }
    }
}
