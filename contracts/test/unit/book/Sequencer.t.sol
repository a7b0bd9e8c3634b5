// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILoanBookErrors} from "../../../src/interfaces/ILoanBook.sol";
import {LoanId} from "../../../src/types/LoanId.sol";
import {CreditorTest} from "../../utils/CreditorTest.sol";

/// @notice While the sequencer is down, and for a full window after, no cure window ends.
contract SequencerTest is CreditorTest {
    LoanId internal id;
    uint256 internal calledAt;

    function setUp() public override {
        super.setUp();
        id = opened();
        setBtc(42_000);
        vm.prank(bob);
        book.call(id);
        calledAt = time();
    }

    function expectWindowOpen(uint256 end) internal {
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.CureWindowOpen.selector, id, end));
    }

    function expectCallOpen() internal {
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.CallOpen.selector, id, calledAt));
    }

    function down() internal {
        sequencer.set(1);
    }

    function up() internal {
        sequencer.set(0);
    }

    function test_sequencer_upAllAlongTheWindowIsAsCalled() public {
        vm.warp(calledAt + CURE - 1);
        expectWindowOpen(calledAt + CURE);
        liquidate(id, MAX);
        vm.warp(calledAt + CURE);
        (uint256 repaid,,) = liquidate(id, MAX);
        assertGt(repaid, 0);
    }

    /// @dev Down: the end is not known, nothing soft is due however long it lasts.
    function test_sequencer_downStopsTheClock() public {
        vm.warp(calledAt + 1 hours);
        down();
        vm.warp(calledAt + CURE + RAMP);
        expectWindowOpen(MAX);
        liquidate(id, MAX);
        vm.warp(calledAt + 300 days);
        expectWindowOpen(MAX);
        liquidate(id, MAX);
        expectCallOpen();
        book.call(id);
    }

    function test_sequencer_upAgainGivesAFullWindow() public {
        vm.warp(calledAt + 1 hours);
        down();
        vm.warp(calledAt + 3 hours);
        up();
        vm.warp(calledAt + 3 hours + CURE - 1);
        expectWindowOpen(calledAt + 3 hours + CURE);
        liquidate(id, MAX);
        vm.warp(calledAt + 3 hours + CURE);
        (uint256 repaid, uint256 seized,) = liquidate(id, 1_000 * USD);
        assertEq(repaid, 1_000 * USD);
        assertEq(seized, 2_380_952, "bonus from zero");
    }

    function test_sequencer_upAgainMovesTheLapseToo() public {
        vm.warp(calledAt + 1 hours);
        down();
        vm.warp(calledAt + 3 hours);
        up();
        vm.warp(calledAt + 3 hours + CURE + LAPSE - 1);
        expectCallOpen();
        book.call(id);
        vm.warp(calledAt + 3 hours + CURE + LAPSE);
        book.call(id);
        assertDebt(id, 30_002 * USD, time(), true);
    }

    /// @dev Down in the middle of a soft liquidation: it stops, and a full window follows.
    function test_sequencer_downAfterTheWindowStopsTheSale() public {
        vm.warp(calledAt + CURE + 10 minutes);
        down();
        expectWindowOpen(MAX);
        liquidate(id, MAX);
        skipTime(1 hours);
        up();
        expectWindowOpen(time() + CURE);
        liquidate(id, MAX);
    }

    function test_sequencer_downStillCures() public {
        vm.warp(calledAt + 1 hours);
        down();
        vm.prank(alice);
        book.repay(id, 3_121 * USD);
        assertDebt(id, 26_880 * USD, time(), false);
    }

    function test_sequencer_downStillClears() public {
        vm.warp(calledAt + 1 hours);
        down();
        setBtc(60_000);
        book.clear(id);
        assertFalse(book.loan(id).called);
    }

    /// @dev Above the liquidation limit no window protects; its price comes from the oracle, which
    ///      has its own view of the sequencer.
    function test_sequencer_downAHardSaleNeedsNoWindow() public {
        vm.warp(calledAt + 1 hours);
        down();
        setBtc(37_000);
        (uint256 repaid,,) = liquidate(id, MAX);
        assertGt(repaid, 0);
    }

    /// @dev A call made while it is down: the window begins when it is up.
    function test_sequencer_aCallWhileDown() public {
        vm.prank(alice);
        book.repay(id, 3_121 * USD);
        skipTime(1 hours);
        down();
        setBtc(38_000);
        book.call(id);
        skipTime(20 hours);
        expectWindowOpen(MAX);
        liquidate(id, MAX);
        up();
        skipTime(CURE - 1);
        expectWindowOpen(time() + 1);
        liquidate(id, MAX);
        skipTime(1);
        (uint256 repaid,,) = liquidate(id, MAX);
        assertGt(repaid, 0);
    }

    // A void call stays void

    function assertVoid() internal {
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.NoOpenCall.selector, id));
        book.clear(id);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.NotLiquidatable.selector,
                id,
                30_001 * USD,
                29_400 * USD,
                33_600 * USD
            )
        );
        liquidate(id, MAX);
    }

    /// @dev Lapsed long ago, never called again: a restart does not bring the call back.
    function test_sequencer_aRestartDoesNotReviveALapsedCall() public {
        vm.warp(calledAt + 100 days);
        assertVoid();
        down();
        assertVoid();
        skipTime(1 hours);
        up();
        assertVoid();
        skipTime(CURE + 1);
        assertVoid();
        book.call(id);
        assertDebt(id, 30_002 * USD, time(), true);
    }

    /// @dev Down in the last second before the lapse and up again after it: void, a new call with a
    ///      new window is due. While it is down the call stays open.
    function test_sequencer_upAgainAfterTheLapseEndsTheCall() public {
        vm.warp(calledAt + CURE + LAPSE - 1);
        down();
        skipTime(10 days);
        expectCallOpen();
        book.call(id);
        up();
        assertVoid();
    }

    function test_sequencer_upAgainInTheLastSecondExtendsTheCall() public {
        vm.warp(calledAt + CURE);
        down();
        vm.warp(calledAt + CURE + LAPSE - 1);
        up();
        expectWindowOpen(time() + CURE);
        liquidate(id, MAX);
        sequencer.setAt(0, uint64(calledAt + CURE + LAPSE));
        vm.warp(calledAt + CURE + LAPSE);
        assertVoid();
    }

    // A feed that gives no credible "up" counts as down

    function test_sequencer_unknownStatusCountsAsDown() public {
        vm.warp(calledAt + CURE);
        sequencer.setAt(0, 0);
        expectWindowOpen(MAX);
        liquidate(id, MAX);
        sequencer.setAt(0, uint64(time() + 1));
        expectWindowOpen(MAX);
        liquidate(id, MAX);
        sequencer.setAt(-1, uint64(time()));
        expectWindowOpen(MAX);
        liquidate(id, MAX);
        vm.etch(address(sequencer), hex"fe");
        expectWindowOpen(MAX);
        liquidate(id, MAX);
    }

    /// @dev Up since before the call: the call's own time counts.
    function test_sequencer_upSinceTheSecondOfTheCall() public {
        sequencer.setAt(0, uint64(calledAt));
        vm.warp(calledAt + CURE);
        (uint256 repaid,,) = liquidate(id, MAX);
        assertGt(repaid, 0);
    }

    function test_sequencer_upSinceOneSecondAfterTheCall() public {
        vm.warp(calledAt + CURE);
        sequencer.setAt(0, uint64(calledAt + 1));
        expectWindowOpen(calledAt + CURE + 1);
        liquidate(id, MAX);
    }

    function test_sequencer_isTheOneGiven() public view {
        assertEq(book.sequencerFeed(), address(sequencer));
    }
}
