// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILoanBookEvents} from "../../src/interfaces/ILoanBook.sol";
import {Rung} from "../../src/libraries/Valuation.sol";
import {CallReason, Loan} from "../../src/types/Loan.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {FuzzLoans} from "../utils/FuzzLoans.sol";
import {Vm} from "../utils/Vm.sol";

/// @notice Each amount that a call names cures it, and one unit less does not.
contract CureFuzz is FuzzLoans {
    struct Named {
        uint256 debt;
        uint256 repayment;
        uint256[] topUps;
    }

    function callAt(uint256 seed, uint256 ratioWad)
        internal
        returns (LoanId id, Named memory named)
    {
        id = randomLoan(seed);
        moveTo(id, Rung.Call, bound(ratioWad, 1.0001e18, 1.6e18));
        vm.recordLogs();
        book.call(id);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        Vm.Log memory log = logs[logs.length - 1];
        assertEq(log.topics[0], ILoanBookEvents.Called.selector);
        CallReason reason;
        uint256 units;
        (reason, named.debt,, units, named.repayment, named.topUps) =
            abi.decode(log.data, (CallReason, uint256, uint256, uint256, uint256, uint256[]));
        assertTrue(reason == CallReason.Price);
        assertEq(named.debt, debtOf(id));
        assertEq(units, book.loan(id).units);
    }

    function testFuzz_cure_theRepaymentCures(uint256 seed, uint256 ratioWad) public {
        (LoanId id, Named memory named) = callAt(seed, ratioWad);
        assertLe(named.repayment, named.debt);
        uint256 snapshot = vm.snapshotState();
        assertTrue(repayAs(bob, id, named.repayment), "is accepted");
        assertFalse(book.loan(id).called, "cures");
        assertLe(debtOf(id), limitOf(id, Rung.Clear));
        vm.revertToState(snapshot);
        if (repayAs(bob, id, named.repayment - 1)) {
            assertTrue(book.loan(id).called, "one unit less does not");
        } else {
            assertEq(named.repayment, named.debt, "refused only where the rest is too small");
        }
    }

    function testFuzz_cure_eachTopUpCures(uint256 seed, uint256 ratioWad) public {
        (LoanId id, Named memory named) = callAt(seed, ratioWad);
        Loan memory loan = book.loan(id);
        assertEq(named.topUps.length, loan.count);
        for (uint256 i = 0; i < loan.count; i++) {
            assertGt(named.topUps[i], 0);
            uint256 snapshot = vm.snapshotState();
            pledge(id, loan.ids[i], named.topUps[i]);
            assertFalse(book.loan(id).called, "cures");
            vm.revertToState(snapshot);
            if (named.topUps[i] == 1) continue;
            pledge(id, loan.ids[i], named.topUps[i] - 1);
            assertTrue(book.loan(id).called, "one unit less does not");
            pledge(id, loan.ids[i], 1);
            assertFalse(book.loan(id).called, "the last unit does");
            vm.revertToState(snapshot);
        }
    }

    /// @dev A part by repayment and the rest by collateral, in any proportion, adds up.
    function testFuzz_cure_partsAddUp(uint256 seed, uint256 ratioWad, uint256 part) public {
        (LoanId id, Named memory named) = callAt(seed, ratioWad);
        if (named.repayment == named.debt) return;
        part = bound(part, 1, named.repayment);
        assertTrue(repayAs(bob, id, part));
        if (!book.loan(id).called) return;
        uint256 missing = debtOf(id) - limitOf(id, Rung.Clear);
        assertLe(missing, named.repayment - part + 2, "what was paid counts");
        pledge(id, book.loan(id).ids[0], named.topUps[0]);
        assertFalse(book.loan(id).called, "the top-up alone would have done");
    }

    /// @dev `clear` and a cure agree: what clears by an action clears by `clear`, and only that.
    function testFuzz_clear_onlyWithinTheLimit(uint256 seed, uint256 a, uint256 b) public {
        (LoanId id,) = callAt(seed, a);
        moveTo(id, Rung.Clear, bound(b, 0.9e18, 1.1e18));
        bool healthy = debtOf(id) <= limitOf(id, Rung.Clear);
        (bool ok,) = address(book).call(abi.encodeCall(book.clear, (id)));
        assertEq(ok, healthy);
        assertEq(book.loan(id).called, !healthy);
    }

    /// @dev Callable exactly above the limit.
    function testFuzz_call_onlyAboveTheLimit(uint256 seed, uint256 ratioWad) public {
        LoanId id = randomLoan(seed);
        moveTo(id, Rung.Call, bound(ratioWad, 0.98e18, 1.02e18));
        bool due = debtOf(id) > limitOf(id, Rung.Call);
        (bool ok,) = address(book).call(abi.encodeCall(book.call, (id)));
        assertEq(ok, due);
    }
}
