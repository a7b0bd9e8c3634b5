// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILoanBookEvents} from "../../../src/interfaces/ILoanBook.sol";
import {CallReason} from "../../../src/types/Loan.sol";
import {LoanId} from "../../../src/types/LoanId.sol";
import {CreditorTerms} from "../../../src/types/Terms.sol";
import {BookTest} from "../../utils/BookTest.sol";

/// @notice A flat fee of 1 dollar for who makes a call, added to the debt.
contract CallFeeTest is BookTest {
    function creditorTerms() internal view override returns (CreditorTerms memory terms) {
        terms = super.creditorTerms();
        terms.callFee = USD;
    }

    function underwater() internal returns (LoanId id) {
        id = opened();
        setBtc(42_000);
    }

    /// @dev Debt 30,001 with the fee: repay 3,121, or top up to 30,001 / 0.64 = 46,876.5625 of
    ///      value: 11,610,863.09 sats, rounded up.
    function test_callFee_isPaidAndAddedToTheDebt() public {
        LoanId id = underwater();
        uint256[] memory topUps = new uint256[](1);
        topUps[0] = 11_610_864;
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Called(
            id, bob, CallReason.Price, 30_001 * USD, USD, 30_001 * USD, 3_121 * USD, topUps
        );
        vm.prank(bob);
        book.call(id);
        assertEq(usd.balanceOf(bob), USD, "who called is paid");
        assertEq(debtOf(id), 30_001 * USD);
        assertEq(pool.cash(), 4_969_999 * USD);
        assertEq(pool.owed(), 30_001 * USD);
        (uint256 units,,,) = pool.listingOf(btcId);
        assertEq(units, 30_001 * USD);
    }

    /// @dev A ceiling or an hourly limit must not stop a call.
    function test_callFee_ignoresTheLimits() public {
        LoanId id = underwater();
        pool.lowerLimits(btcId, 0, 0);
        vm.prank(bob);
        book.call(id);
        assertEq(usd.balanceOf(bob), USD);
        (, uint256 flow,,) = pool.listingOf(btcId);
        assertEq(flow, 0, "no new flow");
    }

    function test_callFee_isWhatCashAllows() public {
        LoanId id = underwater();
        vm.prank(lender);
        pool.withdraw(4_970_000 * USD - 300_000, lender, lender);
        vm.prank(bob);
        book.call(id);
        assertEq(usd.balanceOf(bob), 300_000);
        assertEq(debtOf(id), 30_000_300_000);
        assertEq(pool.cash(), 0);
    }

    function test_callFee_withoutCashTheCallStillStands() public {
        LoanId id = underwater();
        vm.prank(lender);
        pool.withdraw(4_970_000 * USD, lender, lender);
        vm.prank(bob);
        book.call(id);
        assertEq(usd.balanceOf(bob), 0);
        assertDebt(id, 30_000 * USD, time(), true);
    }

    /// @dev Called twice, 48 hours apart: the fee is due for each.
    function test_callFee_forEachCall() public {
        LoanId id = underwater();
        book.call(id);
        skipTime(CURE + LAPSE);
        book.call(id);
        assertEq(debtOf(id), 30_002 * USD);
        assertEq(usd.balanceOf(address(this)), 2 * USD);
    }

    // A fee may not itself bring the loan to the liquidation limit, here 80 % of the low value

    /// @dev 80 % of 37,501.250002 is 30,001.000001: a debt of 30,001 stays inside.
    function test_callFee_isChargedBelowTheLiquidationLimit() public {
        LoanId id = opened();
        setBtcValue(37_501_250_002);
        book.call(id);
        assertEq(debtOf(id), 30_001 * USD);
    }

    /// @dev 80 % of 37,501.25 is 30,001: the fee would reach it.
    function test_callFee_isLeftOutAtTheLiquidationLimit() public {
        LoanId id = opened();
        setBtcValue(37_501_250_001);
        book.call(id);
        assertEq(debtOf(id), 30_000 * USD);
        assertEq(usd.balanceOf(address(this)), 0);
        assertTrue(book.loan(id).called);
    }

    function test_callFee_isLeftOutAboveTheLiquidationLimit() public {
        LoanId id = opened();
        setBtc(20_000);
        book.call(id);
        assertEq(debtOf(id), 30_000 * USD);
    }
}
