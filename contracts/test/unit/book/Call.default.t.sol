// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILoanBookErrors, ILoanBookEvents} from "../../../src/interfaces/ILoanBook.sol";
import {CallReason} from "../../../src/types/Loan.sol";
import {LoanId} from "../../../src/types/LoanId.sol";
import {SettableOracle} from "../../oracles/SettableOracle.sol";
import {CreditorTest} from "../../utils/CreditorTest.sol";

/// @notice A call for default: debt 30,000 on 1 BTC at 60,000 (LTV 50 %), arrears of 1,000 that the
///         creditor reports; the fee of a call is 1.
contract CallDefaultTest is CreditorTest {
    function test_callDefault_asksForTheArrears() public {
        LoanId id = opened();
        creditor.setArrears(id, 1_000 * USD);
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Called(
            id,
            bob,
            CallReason.Default,
            30_001 * USD,
            USD,
            30_001 * USD,
            1_000 * USD,
            new uint256[](0)
        );
        vm.prank(bob);
        book.call(id);
        assertDebt(id, 30_001 * USD, time(), true);
        assertTrue(book.loan(id).reason == CallReason.Default);
    }

    function test_callDefault_revertsWhen_NoArrears() public {
        LoanId id = opened();
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.NotCallable.selector, id, 30_000 * USD, 42_000 * USD
            )
        );
        book.call(id);
    }

    /// @dev Matured: all of it is overdue, and the fee too.
    function test_callDefault_maturedAsksForAll() public {
        LoanId id = opened();
        creditor.setArrears(id, 30_001 * USD);
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Called(
            id,
            bob,
            CallReason.Default,
            30_001 * USD,
            USD,
            30_001 * USD,
            30_001 * USD,
            new uint256[](0)
        );
        vm.prank(bob);
        book.call(id);
    }

    /// @dev 30,001 less arrears of 29,901.000001 would leave 99.999999: all of it then.
    function test_callDefault_asksForAllWhen_LessThanTheMinimumWouldStay() public {
        LoanId id = opened();
        creditor.setArrears(id, 29_901 * USD + 1);
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Called(
            id,
            bob,
            CallReason.Default,
            30_001 * USD,
            USD,
            30_001 * USD,
            30_001 * USD,
            new uint256[](0)
        );
        vm.prank(bob);
        book.call(id);
    }

    function test_callDefault_priceComesFirst() public {
        LoanId id = opened();
        creditor.setArrears(id, 1_000 * USD);
        setBtc(42_000);
        vm.prank(bob);
        book.call(id);
        assertTrue(book.loan(id).reason == CallReason.Price);
    }

    /// @dev A default needs no price; without one no fee is charged.
    function test_callDefault_worksWhen_OracleDead() public {
        LoanId id = opened();
        creditor.setArrears(id, 1_000 * USD);
        btcOracle.setDead(true);
        vm.prank(bob);
        book.call(id);
        assertDebt(id, 30_000 * USD, time(), true);
        assertTrue(book.loan(id).reason == CallReason.Default);
    }

    function test_callDefault_withoutArrearsRevertsWhen_OracleDead() public {
        LoanId id = opened();
        btcOracle.setDead(true);
        vm.expectRevert(SettableOracle.Dead.selector);
        book.call(id);
    }

    // What ends it: the arrears, and nothing else.

    function test_callDefault_repayingTheArrearsClearsIt() public {
        LoanId id = calledForDefault();
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Cleared(id);
        vm.prank(alice);
        book.repay(id, 1_000 * USD);
        assertDebt(id, 29_001 * USD, time(), false);
        assertTrue(book.loan(id).reason == CallReason.Price, "the reason is gone too");
    }

    function test_callDefault_oneUnitLessLeavesIt() public {
        LoanId id = calledForDefault();
        vm.prank(alice);
        book.repay(id, 1_000 * USD - 1);
        assertTrue(book.loan(id).called);
    }

    function test_callDefault_collateralDoesNotClearIt() public {
        LoanId id = calledForDefault();
        vm.prank(alice);
        book.pledge(id, btcId, 100 * BTC);
        assertTrue(book.loan(id).called);
    }

    function test_callDefault_clearRevertsWhen_ArrearsRemain() public {
        LoanId id = calledForDefault();
        vm.expectRevert(
            abi.encodeWithSelector(ILoanBookErrors.ArrearsRemain.selector, id, 1_000 * USD)
        );
        book.clear(id);
    }

    function test_callDefault_clearsWithoutAPrice() public {
        LoanId id = calledForDefault();
        creditor.setArrears(id, 0);
        btcOracle.setDead(true);
        book.clear(id);
        assertDebt(id, 30_001 * USD, time(), false);
    }

    function test_callDefault_pledgeClearsWhen_ArrearsWereExcused() public {
        LoanId id = calledForDefault();
        creditor.setArrears(id, 0);
        vm.prank(alice);
        book.pledge(id, btcId, 1);
        assertFalse(book.loan(id).called);
    }

    // In arrears without a call, the borrower may not take out collateral.

    function test_callDefault_withdrawRevertsWhen_InArrears() public {
        LoanId id = opened();
        creditor.setArrears(id, 1);
        vm.prank(alice);
        book.pledge(id, btcId, BTC);
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.InArrears.selector, id, uint256(1)));
        vm.prank(alice);
        book.withdraw(id, btcId, 1, alice);
    }

    // The sale: after the same window, from bonus 0, as far as the arrears.

    function test_callDefault_saleRevertsInTheWindow() public {
        LoanId id = calledForDefault();
        uint256 end = time() + CURE;
        vm.warp(end - 1);
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.CureWindowOpen.selector, id, end));
        liquidate(id, MAX);
    }

    /// @dev At the end of the window the bonus is 0: 1,000 buys 1,000 / 60,000 BTC = 1,666,666
    ///      sats.
    function test_callDefault_saleStopsAtTheArrears() public {
        LoanId id = calledForDefault();
        vm.warp(time() + CURE);
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Liquidated(
            id, btcId, liquidator, 1_000 * USD, 1_666_666, 0, 0, 29_001 * USD
        );
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Cleared(id);
        liquidate(id, MAX);
        assertDebt(id, 29_001 * USD, time(), false);
    }

    /// @dev Half the ramp: 2.5 %. 1,025 / 60,000 BTC = 1,708,333 sats.
    function test_callDefault_saleBonusGrowsOverTheRamp() public {
        LoanId id = calledForDefault();
        vm.warp(time() + CURE + RAMP / 2);
        (uint256 repaid, uint256 seized,) = liquidate(id, MAX);
        assertEq(repaid, 1_000 * USD);
        assertEq(seized, 1_708_333);
    }

    /// @dev Matured: all of the debt, 30,001 / 60,000 BTC.
    function test_callDefault_saleOfAMaturedLoanClosesIt() public {
        LoanId id = calledForDefault();
        creditor.setArrears(id, 30_001 * USD);
        vm.warp(time() + CURE);
        (uint256 repaid, uint256 seized,) = liquidate(id, MAX);
        assertEq(repaid, 30_001 * USD);
        assertEq(seized, 50_001_666);
        assertDebt(id, 0, 0, false);
        assertEq(book.loan(id).amounts[0], 49_998_334, "the rest is the borrower's");
    }

    function test_callDefault_partialSaleLeavesTheCall() public {
        LoanId id = calledForDefault();
        uint256 since = time();
        vm.warp(since + CURE);
        (uint256 repaid,,) = liquidate(id, 400 * USD);
        assertEq(repaid, 400 * USD);
        assertDebt(id, 29_601 * USD, since, true);
        (repaid,,) = liquidate(id, MAX);
        assertEq(repaid, 600 * USD);
        assertFalse(book.loan(id).called);
    }

    /// @dev Arrears paid another way: nothing is due, though the call was not cleared.
    function test_callDefault_saleRevertsWhen_ArrearsAreGone() public {
        LoanId id = calledForDefault();
        creditor.setArrears(id, 0);
        vm.warp(time() + CURE);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.NotLiquidatable.selector,
                id,
                30_001 * USD,
                42_000 * USD,
                48_000 * USD
            )
        );
        liquidate(id, MAX);
    }

    /// @dev Price trouble does not widen a sale for default: at 42,000 (LTV 71 %) still 1,000 only.
    function test_callDefault_saleIsForTheArrearsEvenAboveTheCallLimit() public {
        LoanId id = calledForDefault();
        vm.warp(time() + CURE);
        setBtc(42_000);
        (uint256 repaid,,) = liquidate(id, MAX);
        assertEq(repaid, 1_000 * USD);
        assertFalse(book.loan(id).called, "no arrears: the call for default ends");
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.SameBlock.selector, id));
        liquidate(id, MAX);
    }

    /// @dev Above the liquidation limit the sale is to target, as for any loan.
    function test_callDefault_hardSaleGoesToTarget() public {
        LoanId id = calledForDefault();
        vm.warp(time() + 1);
        setBtc(37_000);
        (uint256 repaid,,) = liquidate(id, MAX);
        assertGt(repaid, 18_000 * USD);
        assertFalse(book.loan(id).called, "arrears were paid with it");
    }

    function test_callDefault_lapses() public {
        LoanId id = calledForDefault();
        vm.warp(time() + CURE + LAPSE);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.NotLiquidatable.selector,
                id,
                30_001 * USD,
                42_000 * USD,
                48_000 * USD
            )
        );
        liquidate(id, MAX);
        book.call(id);
        assertDebt(id, 30_002 * USD, time(), true);
    }
}
