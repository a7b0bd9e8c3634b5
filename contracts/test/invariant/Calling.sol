// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CallReason} from "../../src/types/Loan.sol";
import {Borrowing} from "./Borrowing.sol";
import {Act} from "./Errors.sol";
import {Kind} from "./Probe.sol";
import {Dice, Setup} from "./Setup.sol";
import {View} from "./Shadow.sol";

/// @notice Margin calls, made and cleared by anyone.
abstract contract Calling is Borrowing {
    constructor(Setup memory s) Borrowing(s) {}

    function call(uint256 seed) external step {
        callOn(pick(Dice(seed)));
    }

    function callOn(uint256 k) internal {
        View memory a = before(k);
        (bool ok,) =
            attempt(Act.Call, stranger, address(book), abi.encodeCall(book.call, (idOf(k))));
        bool due = a.item.units != 0 && !a.open && a.priced && a.debt > a.callLow;
        assertEq(ok, due, "invariant 24: a call is made exactly when one is due");
        View memory b = afterwards(k);
        if (ok) {
            assertTrue(b.item.called, "invariant 24: called");
            assertEq(b.item.since, time, "invariant 24: a call is dated now");
            assertTrue(
                b.item.reason == CallReason.Price, "invariant 24: a line is called for price"
            );
            requireFee(a, b);
            did(Kind.Call);
        }
        settleAct(0);
    }

    /// @dev The fee is added to the debt, paid to who called, and left out where it would bring the
    ///      loan to the liquidation limit.
    function requireFee(View memory a, View memory b) private {
        bool charged = callFee != 0 && a.debt + callFee < a.liquidationLow;
        uint256 fee = charged ? min(callFee, last.cash) : 0;
        assertEq(loanToken.balanceOf(stranger), fee, "invariant 24: the fee that is paid");
        assertGe(b.debt, a.debt + fee, "invariant 24: a fee is owed in full");
        assertLe(b.debt, a.debt + fee + (fee == 0 ? 0 : b.grain), "invariant 24: and no more");
        if (charged) {
            assertLe(b.debt, a.liquidationLow + b.grain, "invariant 24: a fee that liquidates");
            if (fee != 0) did(Kind.CallWithFee);
        }
        burnBack(loanToken, stranger);
    }

    function clear(uint256 seed) external step {
        uint256 k = pick(Dice(seed));
        View memory a = before(k);
        (bool ok,) =
            attempt(Act.Clear, stranger, address(book), abi.encodeCall(book.clear, (idOf(k))));
        bool healthy = a.open && a.priced && a.debt <= a.clearLow;
        assertEq(ok, healthy, "invariant 9: cleared exactly when health is measured");
        View memory b = afterwards(k);
        if (ok) {
            assertFalse(b.item.called, "invariant 9: a cleared call is none");
            assertEq(b.item.since, time, "invariant 9: a cleared call dates the loan");
            requireNotWorse(a, b);
            did(Kind.Clear);
        }
        settleAct(0);
    }
}
