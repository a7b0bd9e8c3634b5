// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeTransferLib} from "solady/utils/SafeTransferLib.sol";

import {RateConfig} from "../../../src/credit/rates/KinkedRate.sol";
import {ILoanBookErrors, ILoanBookEvents} from "../../../src/interfaces/ILoanBook.sol";
import {LoanId} from "../../../src/types/LoanId.sol";
import {BookTest} from "../../utils/BookTest.sol";
import {Vm} from "../../utils/Vm.sol";

contract RepayTest is BookTest {
    LoanId internal id;

    function setUp() public override {
        super.setUp();
        id = loanOf(alice, 1);
    }

    function repayAs(address who, uint256 amount) internal returns (uint256) {
        vm.prank(who);
        return book.repay(id, amount);
    }

    function test_repay_aPart() public {
        opened();
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Repaid(id, alice, 10_000 * USD, 20_000 * USD);
        assertEq(repayAs(alice, 10_000 * USD), 10_000 * USD);
        assertDebt(id, 20_000 * USD, time() - 1, false);
        assertEq(usd.balanceOf(alice), 20_000 * USD);
        assertEq(usd.balanceOf(address(pool)), 4_980_000 * USD);
        assertEq(pool.cash(), 4_980_000 * USD);
        assertEq(pool.owed(), 20_000 * USD);
    }

    function test_repay_allByName() public {
        opened();
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Repaid(id, alice, 30_000 * USD, 0);
        assertEq(repayAs(alice, MAX), 30_000 * USD);
        assertDebt(id, 0, 0, false);
        assertHolding(id, 0, btcId, BTC);
        assertEq(pool.owed(), 0);
        (uint256 units,,,) = pool.listingOf(btcId);
        assertEq(units, 0);
    }

    function test_repay_takesNoMoreThanTheDebt() public {
        opened();
        usd.mint(alice, 1);
        assertEq(repayAs(alice, 30_000 * USD + 1), 30_000 * USD);
        assertEq(usd.balanceOf(alice), 1);
    }

    function test_repay_byAStranger() public {
        opened();
        assertEq(repayAs(liquidator, 1_000 * USD), 1_000 * USD);
        assertEq(debtOf(id), 29_000 * USD);
        assertEq(usd.balanceOf(alice), 30_000 * USD, "the borrower paid nothing");
    }

    function test_repay_downToTheMinimumDebt() public {
        opened();
        repayAs(alice, 29_900 * USD);
        assertEq(debtOf(id), 100 * USD);
    }

    function test_repay_revertsWhen_LessThanTheMinimumWouldStay() public {
        opened();
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.DebtBelowMinimum.selector, id, 100 * USD - 1, 100 * USD
            )
        );
        repayAs(alice, 29_900 * USD + 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.DebtBelowMinimum.selector, id, uint256(1), 100 * USD
            )
        );
        repayAs(alice, 30_000 * USD - 1);
    }

    function test_repay_revertsWhen_Nothing() public {
        opened();
        vm.expectRevert(ILoanBookErrors.ZeroAmount.selector);
        repayAs(alice, 0);
    }

    function test_repay_revertsWhen_NoDebt() public {
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.NoDebt.selector, id));
        repayAs(alice, 1);
        vm.prank(alice);
        book.pledge(id, btcId, BTC);
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.NoDebt.selector, id));
        repayAs(alice, 1);
    }

    function test_repay_revertsWhen_NotApproved() public {
        opened();
        vm.prank(alice);
        usd.approve(address(book), USD - 1);
        vm.expectRevert(SafeTransferLib.TransferFromFailed.selector);
        repayAs(alice, USD);
    }

    // Works in every state

    function test_repay_worksWhen_OracleDead() public {
        called();
        btcOracle.setDead(true);
        repayAs(alice, 10_000 * USD);
        assertEq(debtOf(id), 20_000 * USD);
        assertTrue(book.loan(id).called, "the call stays");
    }

    /// @dev All of it needs no price: without debt there is nothing to measure.
    function test_repay_allEndsTheCallWhen_OracleDead() public {
        called();
        btcOracle.setDead(true);
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Cleared(id);
        repayAs(alice, MAX);
        assertDebt(id, 0, 0, false);
    }

    /// @dev An oracle that burns all its gas, answers or reverts with 256 kB, or answers one word:
    ///      a repayment and a top-up go through at a bounded cost, and the call stays.
    function test_repay_worksWhen_TheOracleMisbehaves() public {
        called();
        bytes[4] memory codes = [
            bytes(hex"5b5f56"), // JUMPDEST PUSH0 JUMP
            hex"620400005ff3", // PUSH3 0x40000 PUSH0 RETURN
            hex"620400005ffd", // PUSH3 0x40000 PUSH0 REVERT
            hex"60205ff3" // PUSH1 32 PUSH0 RETURN
        ];
        for (uint256 i = 0; i < codes.length; i++) {
            vm.etch(address(btcOracle), codes[i]);
            vm.prank(alice);
            book.repay{gas: 1_300_000}(id, 1_000 * USD);
            vm.prank(alice);
            book.pledge{gas: 1_300_000}(id, btcId, 1);
            assertTrue(book.loan(id).called);
        }
        assertEq(debtOf(id), 26_000 * USD);
    }

    function test_repay_worksWhen_ListingClosedAndLimitsZero() public {
        opened();
        pool.closeListing(btcId);
        pool.lowerLimits(btcId, 0, 0);
        repayAs(alice, MAX);
        assertEq(book.loan(id).units, 0);
    }

    function test_repay_worksWhen_Insolvent() public {
        called();
        setBtc(1);
        repayAs(liquidator, 1_000 * USD);
        assertEq(debtOf(id), 29_000 * USD);
    }

    // During a call: 1 BTC at 42,000 supports 64 % = 26,880; 30,000 - 26,880 = 3,120 cure.

    function test_repay_clearsTheCallAtTheExactAmount() public {
        called();
        skipTime(1 hours);
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Cleared(id);
        repayAs(alice, 3_120 * USD);
        assertDebt(id, 26_880 * USD, time(), false);
    }

    /// @dev Partial payments during the window count in full: the next unit cures.
    function test_repay_oneUnitLessLeavesTheCall() public {
        called();
        uint256 since = time();
        skipTime(CURE);
        repayAs(alice, 3_120 * USD - 1);
        assertDebt(id, 26_880 * USD + 1, since, true);
        repayAs(alice, 1);
        assertDebt(id, 26_880 * USD, time(), false);
    }

    function test_repay_clearsAtTheLowPriceOnly() public {
        called();
        setBtc(41_999, 60_000);
        repayAs(alice, 3_120 * USD);
        assertTrue(book.loan(id).called);
    }

    function test_repay_clearsUntilTheLapse() public {
        called();
        skipTime(CURE + LAPSE - 1);
        repayAs(alice, 3_120 * USD);
        assertDebt(id, 26_880 * USD, time(), false);
    }

    function test_repay_leavesALapsedCallAsItIs() public {
        called();
        uint256 since = time();
        skipTime(CURE + LAPSE);
        repayAs(alice, 3_120 * USD);
        assertDebt(id, 26_880 * USD, since, true);
    }

    function test_repay_allOfALapsedCallLeavesNoTrace() public {
        called();
        skipTime(CURE + LAPSE);
        vm.recordLogs();
        repayAs(alice, MAX);
        assertDebt(id, 0, 0, false);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertGt(logs.length, 0);
        for (uint256 i = 0; i < logs.length; i++) {
            assertNotEq(logs[i].topics[0], ILoanBookEvents.Cleared.selector);
        }
    }

    // With interest: a flat base rate of 10 %, one year; e^0.1 = 1.105170918...

    function test_repay_roundsTheDebtUp() public {
        pool.setRates(RateConfig(1_000, 0, 0, 9_000, 0));
        opened();
        skipTime(365 days - 1);
        // 30,000e6 * 1.105170918075647624... = 33,155,127,542.27 -> 33,155,127,543.
        assertEq(debtOf(id), 33_155_127_543);
        usd.mint(alice, 3_155_127_543);
        assertEq(repayAs(alice, MAX), 33_155_127_543);
        assertEq(usd.balanceOf(alice), 0);
        assertEq(pool.owed(), 0);
    }

    /// @dev A repayment removes units rounded down: 1 unit buys 0.90 units of the index, so none.
    function test_repay_roundsUnitsDown() public {
        pool.setRates(RateConfig(1_000, 0, 0, 9_000, 0));
        opened();
        skipTime(365 days - 1);
        repayAs(alice, 1);
        assertEq(book.loan(id).units, 30_000 * USD);
        repayAs(alice, 2);
        assertEq(book.loan(id).units, 30_000 * USD - 1);
    }
}
