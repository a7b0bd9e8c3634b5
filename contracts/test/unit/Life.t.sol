// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Loan} from "../../src/types/Loan.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {BookFixture} from "../utils/BookFixture.sol";

/// @notice One loan's life, told once in whole numbers.
contract LifeTest is BookFixture {
    /// @dev 1 BTC at 60,000, debt 30,000: LTV 50 %. At 42,000 LTV is 71.4 %: called. Pledging 0.2
    ///      BTC gives 59.5 %: cleared.
    function test_life_openCallCureClose() public {
        LoanId id = openBtc(alice, BTC, 30_000 * USD);
        assertEq(usd.balanceOf(alice), 30_000 * USD);
        setBtc(42_000);
        vm.warp(block.timestamp + 1);
        vm.prank(bob);
        book.call(id);
        assertTrue(book.loan(id).called);
        vm.prank(alice);
        book.pledge(id, btcId, BTC / 5);
        assertFalse(book.loan(id).called);
        usd.mint(alice, 100 * USD);
        vm.startPrank(alice);
        book.repay(id, type(uint256).max);
        book.withdraw(id, btcId, type(uint256).max, alice);
        vm.stopPrank();
        assertEq(btc.balanceOf(alice), 100 * BTC);
        assertEq(book.loan(id).count, 0);
    }

    /// @dev Called at 42,000 and not cured; after 24 h and half the ramp, the bonus is 2.5 % and
    ///      the sale stops at 62 %.
    function test_life_softSaleStopsAtTarget() public {
        LoanId id = openBtc(alice, BTC, 30_000 * USD);
        setBtc(42_000);
        vm.warp(block.timestamp + 1);
        book.call(id);
        vm.warp(block.timestamp + 24 hours + 30 minutes);
        (uint256 debt,) = pool.debtOf(id, btcId, book.loan(id).units);
        vm.prank(liquidator);
        (uint256 repaid, uint256 seized, uint256 badDebt) =
            book.liquidate(id, type(uint256).max, 0, liquidator, "");
        // x = (D - 0.62 * 42,000) / (1 - 1.025 * 0.62)
        uint256 expected = (debt - 26_040 * USD) * 1e22 / (1e22 - 1.025e18 * 6_200) + 1;
        assertEq(repaid, expected);
        assertEq(seized, expected * 1.025e18 / 1e18 * 1e8 / (42_000 * USD));
        assertEq(badDebt, 0);
        Loan memory loan = book.loan(id);
        assertFalse(loan.called, "healthy again: the call ends");
        (debt,) = pool.debtOf(id, btcId, loan.units);
        assertApproxEqAbs(debt * 10_000 / (loan.amounts[0] * 42_000 * USD / 1e8), 6_200, 1);
    }
}
