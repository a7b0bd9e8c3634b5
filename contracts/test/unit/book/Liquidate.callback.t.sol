// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ReentrancyGuardTransient} from "solady/utils/ReentrancyGuardTransient.sol";
import {SafeTransferLib} from "solady/utils/SafeTransferLib.sol";

import {ILoanBook} from "../../../src/interfaces/ILoanBook.sol";
import {LoanId} from "../../../src/types/LoanId.sol";
import {BookTest} from "../../utils/BookTest.sol";
import {TestLiquidator} from "../../utils/TestLiquidator.sol";

/// @notice A flash liquidation: the collateral comes first, the repayment is pulled at the end, and
///         the book is locked in between.
contract LiquidateCallbackTest is BookTest {
    TestLiquidator internal flash;
    LoanId internal id;

    function setUp() public override {
        super.setUp();
        flash = new TestLiquidator(ILoanBook(address(book)), usd, btc);
        id = opened();
        setBtc(37_000);
    }

    function test_callback_needsNoCapital() public {
        (uint256 repaid, uint256 seized, uint256 badDebt) = flash.liquidate(id, "data");
        assertEq(repaid, 18_997_818_182);
        assertEq(seized, 52_039_312);
        assertEq(badDebt, 0);
        assertEq(flash.seenRepaid(), repaid);
        assertEq(flash.seenSeized(), seized);
        assertEq(flash.collateralInCallback(), seized, "sent before the call");
        assertEq(flash.seenData(), bytes("data"));
        assertEq(usd.balanceOf(address(flash)), 0);
    }

    function test_callback_isNotMadeWithoutData() public {
        usd.mint(address(flash), 18_997_818_182);
        vm.prank(address(flash));
        usd.approve(address(book), MAX);
        flash.liquidate(id, "");
        assertEq(flash.seenRepaid(), 0);
    }

    function test_callback_revertsWhen_NotPaid() public {
        flash.setPaying(false);
        vm.expectRevert(SafeTransferLib.TransferFromFailed.selector);
        flash.liquidate(id, "data");
        assertDebt(id, 30_000 * USD, time() - 1, false);
        assertHolding(id, 0, btcId, BTC);
    }

    function test_callback_comesFromTheBookOnly() public {
        vm.expectRevert(abi.encodeWithSelector(TestLiquidator.NotTheBook.selector, address(this)));
        flash.onLiquidate(id, 1, 1, "");
    }

    /// @dev Every action and the guarded view, from inside the callback: each is refused, and the
    ///      liquidation still goes through.
    function test_callback_findsEveryEntryOfTheBookLocked() public {
        bytes[] memory calls = entries();
        uint256 snapshot = vm.snapshotState();
        for (uint256 i = 0; i < calls.length; i++) {
            flash.setHook(address(book), calls[i]);
            flash.liquidate(id, "data");
            assertFalse(flash.hookOk(), "locked");
            assertEq(
                flash.hookResult(),
                abi.encodeWithSelector(ReentrancyGuardTransient.Reentrancy.selector)
            );
            vm.revertToState(snapshot);
        }
    }

    /// @dev The pool's books stand as after the liquidation: nothing to gain from acting on it.
    function test_callback_seesThePoolAsAfter() public {
        flash.setHook(address(pool), abi.encodeCall(pool.totalAssets, ()));
        flash.liquidate(id, "data");
        assertEq(flash.hookResult(), abi.encode(5_000_000 * USD));
    }

    function entries() internal view returns (bytes[] memory calls) {
        calls = new bytes[](11);
        calls[0] = abi.encodeCall(book.open, (id, btcId, 1, 1, bob));
        calls[1] = abi.encodeCall(book.pledge, (id, btcId, 1));
        calls[2] = abi.encodeCall(book.withdraw, (id, btcId, 1, bob));
        calls[3] = abi.encodeCall(book.draw, (id, 1, bob));
        calls[4] = abi.encodeCall(book.repay, (id, 1));
        calls[5] = abi.encodeCall(book.call, (id));
        calls[6] = abi.encodeCall(book.clear, (id));
        calls[7] = abi.encodeCall(book.liquidate, (id, 1, 0, bob, ""));
        calls[8] = abi.encodeCall(book.writeOff, (id));
        calls[9] = abi.encodeCall(book.loan, (id));
        bytes[] memory inner = new bytes[](1);
        inner[0] = calls[4];
        calls[10] = abi.encodeCall(book.multicall, (inner));
    }
}
