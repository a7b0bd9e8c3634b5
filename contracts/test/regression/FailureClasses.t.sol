// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILoanBook, ILoanBookErrors} from "../../src/interfaces/ILoanBook.sol";
import {LendingPool} from "../../src/credit/LendingPool.sol";
import {Loan} from "../../src/types/Loan.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {CreditorTerms} from "../../src/types/Terms.sol";
import {BookTest} from "../utils/BookTest.sol";
import {CreditorTest} from "../utils/CreditorTest.sol";

/// @notice What went wrong with notice-then-liquidate designs elsewhere, 1 to 10: the notice and
///         its window. One bitcoin, debt 30,000, called at 42,000 (LTV 71.4 %): clear at 64 %, call
///         above 70 %, window of 24 hours, lapse 24 hours later.
contract FailureClassesCallTest is BookTest {
    LoanId internal id;
    uint256 internal calledAt;

    function setUp() public override {
        super.setUp();
        id = called();
        calledAt = time();
        usd.mint(bob, 100_000 * USD);
        usd.mint(alice, 100_000 * USD);
    }

    function assertStillCalled() internal view {
        Loan memory loan = book.loan(id);
        assertTrue(loan.called, "still called");
        assertEq(loan.since, calledAt, "since then");
    }

    /// @dev A liquidation of nothing, of one unit, and one by the borrower's other account: the
    ///      call stands. The borrower's own is refused.
    function test_failure01_tinyLiquidationDoesNotClearTheCall() public {
        vm.warp(calledAt + CURE);
        vm.expectRevert(ILoanBookErrors.ZeroAmount.selector);
        liquidate(id, 0);
        liquidate(id, 1);
        assertStillCalled();
        vm.prank(bob);
        book.liquidate(id, 100 * USD, 0, alice, "");
        assertStillCalled();
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.SelfLiquidation.selector, id));
        vm.prank(alice);
        book.liquidate(id, 1, 0, alice, "");
        (uint256 repaid,,) = liquidate(id);
        // (29,899.999999 - 0.62 * 41,900) / 0.38, rounded up, but for what the parts rounded.
        assertApproxEqAbs(repaid, 10_321_052_630, 200, "the sale that is due goes on");
    }

    /// @dev Above the call limit when called, inside it now, by price or by a payment: nothing is
    ///      sold.
    function test_failure02_healthIsMeasuredAgainAtLiquidation() public {
        vm.warp(calledAt + CURE);
        setBtc(42_858);
        vm.expectPartialRevert(ILoanBookErrors.NotLiquidatable.selector);
        liquidate(id);
        setBtc(42_000);
        repay(600 * USD);
        vm.expectPartialRevert(ILoanBookErrors.NotLiquidatable.selector);
        liquidate(id);
    }

    /// @dev No creditor can register a window of less than an hour, and every minute of this one
    ///      holds.
    function test_failure03_noWindowOfMinutes() public {
        CreditorTerms memory terms = creditorTerms();
        terms.cureWindow = 59 minutes + 59;
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.CreditorTermOutOfRange.selector,
                uint8(3),
                uint256(59 minutes + 59),
                uint256(1 hours),
                uint256(30 days)
            )
        );
        new LendingPool(ILoanBook(address(book)), terms, address(manager), "", "");
        for (uint256 i = 1; i < 24 * 60; i++) {
            vm.warp(calledAt + i * 1 minutes);
            vm.expectRevert(
                abi.encodeWithSelector(
                    ILoanBookErrors.CureWindowOpen.selector, id, calledAt + CURE
                )
            );
            liquidate(id);
        }
    }

    /// @dev 3,120 of 30,000 end the call: debt within the clear limit, not zero debt.
    function test_failure04_healthEndsTheCallNotZeroDebt() public {
        vm.prank(alice);
        book.repay(id, 3_120 * USD);
        assertFalse(book.loan(id).called);
        assertEq(debtOf(id), 26_880 * USD);
    }

    /// @dev Recovered to the clear limit by the end of the window: anyone ends the call, and
    ///      nothing is sold; recovered only below the call limit, nothing is sold either.
    function test_failure05_aRecoveryCountsAtTheEndOfTheWindow() public {
        vm.warp(calledAt + CURE);
        setBtc(46_875);
        uint256 snapshot = vm.snapshotState();
        vm.expectPartialRevert(ILoanBookErrors.NotLiquidatable.selector);
        liquidate(id);
        book.clear(id);
        assertFalse(book.loan(id).called);
        vm.revertToState(snapshot);
        setBtc(43_000);
        vm.expectPartialRevert(ILoanBookErrors.NotLiquidatable.selector);
        liquidate(id);
        assertStillCalled();
    }

    /// @dev 600 repaid and 0.01 BTC pledged in the window count in full: the sale after it repays
    ///      what is missing to the target of 29,400 on 1.01 BTC, and no more.
    function test_failure06_partialPaymentsInTheWindowCount() public {
        vm.warp(calledAt + 1 hours);
        repay(600 * USD);
        vm.prank(alice);
        book.pledge(id, btcId, BTC / 100);
        assertStillCalled();
        vm.warp(calledAt + CURE);
        setBtc(41_000);
        // (29,400 - 0.62 * 1.01 * 41,000) / 0.38 = 9,804.736842...
        (uint256 repaid,,) = liquidate(id);
        assertEq(repaid, 9_804_736_843);
    }

    /// @dev In every second from the call to after the lapse, and above the liquidation limit.
    function test_failure07_repaymentNeverStops() public {
        uint256[6] memory offsets =
            [uint256(0), CURE - 1, CURE, CURE + RAMP, CURE + LAPSE, CURE + LAPSE + 30 days];
        for (uint256 i = 0; i < offsets.length; i++) {
            vm.warp(calledAt + offsets[i]);
            repay(1);
            vm.prank(bob);
            book.pledge(id, btcId, 1);
        }
        setBtc(20_000);
        repay(1);
        btcOracle.setDead(true);
        repay(1);
        pool.closeListing(btcId);
        pool.lowerLimits(btcId, 0, 0);
        repay(MAX);
        assertEq(book.loan(id).units, 0);
    }

    /// @dev A stranger's least repayment and top-up: no limit, no order, no clock moves against the
    ///      borrower, and no more can be seized.
    function test_failure09_aStrangersPaymentChangesNothingForTheWorse() public {
        vm.warp(calledAt + CURE);
        uint256 snapshot = vm.snapshotState();
        (, uint256 without,) = liquidate(id);
        vm.revertToState(snapshot);
        vm.startPrank(bob);
        book.repay(id, 1);
        book.pledge(id, btcId, 1);
        vm.expectPartialRevert(ILoanBookErrors.NotAllowed.selector);
        book.pledge(id, altId, 1);
        vm.expectPartialRevert(ILoanBookErrors.DebtBelowMinimum.selector);
        book.repay(id, 30_000 * USD - 2);
        vm.stopPrank();
        assertStillCalled();
        (, uint256 with,) = liquidate(id);
        assertLe(with, without);
    }

    /// @dev Neither a second call, nor a payment, nor a price moves the end of the window.
    function test_failure10_callingAgainDoesNotMoveTheDate() public {
        vm.warp(calledAt + CURE / 2);
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.CallOpen.selector, id, calledAt));
        book.call(id);
        repay(1);
        setBtc(60_000);
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.CallOpen.selector, id, calledAt));
        book.call(id);
        setBtc(41_000);
        assertStillCalled();
        vm.warp(calledAt + CURE - 1);
        vm.expectRevert(
            abi.encodeWithSelector(ILoanBookErrors.CureWindowOpen.selector, id, calledAt + CURE)
        );
        liquidate(id);
        vm.warp(calledAt + CURE);
        liquidate(id);
    }

    function repay(uint256 amount) internal {
        vm.prank(bob);
        book.repay(id, amount);
    }
}

/// @notice The same for a chain with a sequencer.
contract FailureClassesSequencerTest is CreditorTest {
    /// @dev Down from the first hour to the thirtieth, so across the end that the window had: it
    ///      ends a full 24 hours after the chain is up again. Repayments cannot be paused at all.
    function test_failure08_theClockStandsWhileTheChainIsDown() public {
        LoanId id = opened();
        setBtc(42_000);
        book.call(id);
        uint256 calledAt = time();
        vm.warp(calledAt + 1 hours);
        sequencer.set(1);
        vm.warp(calledAt + CURE + 1 hours);
        vm.expectPartialRevert(ILoanBookErrors.CureWindowOpen.selector);
        liquidate(id, MAX);
        usd.mint(alice, 1);
        vm.prank(alice);
        assertEq(book.repay(id, 1), 1);
        vm.warp(calledAt + 30 hours);
        sequencer.set(0);
        vm.warp(calledAt + 30 hours + CURE - 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.CureWindowOpen.selector, id, calledAt + 30 hours + CURE
            )
        );
        liquidate(id, MAX);
        vm.warp(calledAt + 30 hours + CURE);
        liquidate(id, MAX);
        assertFalse(book.loan(id).called);
    }
}
