// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILendingPoolEvents} from "../../../src/interfaces/ILendingPool.sol";
import {ILoanBookErrors, ILoanBookEvents} from "../../../src/interfaces/ILoanBook.sol";
import {LoanId} from "../../../src/types/LoanId.sol";
import {BookTest} from "../../utils/BookTest.sol";

/// @notice What is owed when no collateral is left, and what the minimum debt does to a sale.
contract LiquidateBadDebtTest is BookTest {
    LoanId internal id;

    function setUp() public override {
        super.setUp();
        id = opened();
    }

    /// @dev Value 30,000 for a debt of 30,000: all of it, at the floor bonus of 0.5 %, for 30,000 /
    ///      1.005 = 29,850.746269; the rest, 149.253731, is bad debt of the lenders.
    function test_badDebt_atAValueEqualToTheDebt() public {
        setBtc(30_000);
        vm.expectEmit(address(pool));
        emit ILendingPoolEvents.BadDebtBooked(149_253_731, 0);
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Liquidated(
            id, btcId, liquidator, 29_850_746_269, BTC, 0.005e18, 149_253_731, 0
        );
        (uint256 repaid, uint256 seized, uint256 badDebt) = liquidate(id);
        assertEq(repaid, 29_850_746_269);
        assertEq(seized, BTC);
        assertEq(badDebt, 149_253_731);
        assertDebt(id, 0, 0, false);
        assertEq(book.loan(id).count, 0);
        assertEq(pool.owed(), 0);
        assertEq(pool.totalAssets(), 5_000_000 * USD - 149_253_731);
        assertEq(pool.cash(), pool.totalAssets());
    }

    /// @dev One unit of value more is solvent: bonus 1 / 30,000 of a millionth, debt paid in full.
    function test_badDebt_notOneUnitAboveTheDebt() public {
        setBtcValue(30_000 * USD + 1);
        (uint256 repaid,, uint256 badDebt) = liquidate(id);
        assertEq(badDebt, 0);
        assertEq(repaid, 30_000 * USD);
        assertEq(pool.totalAssets(), 5_000_000 * USD);
    }

    /// @dev 20,000 / 1.005 = 19,900.497513 repaid, 10,099.502487 lost.
    function test_badDebt_endsAnOpenCallToo() public {
        setBtc(42_000);
        book.call(id);
        skipTime(1);
        setBtc(20_000);
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Liquidated(
            id, btcId, liquidator, 19_900_497_513, BTC, 0.005e18, 10_099_502_487, 0
        );
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Cleared(id);
        liquidate(id);
        assertDebt(id, 0, 0, false);
        assertEq(book.loan(id).count, 0);
    }

    function test_badDebt_isBorneByTheFirstLossFirst() public {
        vm.prank(lender);
        pool.fundFirstLoss(100 * USD);
        setBtc(30_000);
        vm.expectEmit(address(pool));
        emit ILendingPoolEvents.BadDebtBooked(149_253_731, 100 * USD);
        liquidate(id);
        assertEq(pool.firstLoss(), 0);
        assertEq(pool.totalAssets(), 5_000_000 * USD - 49_253_731);
    }

    function test_badDebt_withinTheFirstLossTouchesNoLender() public {
        vm.prank(lender);
        pool.fundFirstLoss(200 * USD);
        setBtc(30_000);
        liquidate(id);
        assertEq(pool.firstLoss(), 200 * USD - 149_253_731);
        assertEq(pool.totalAssets(), 5_000_000 * USD);
    }

    /// @dev A part of an insolvent loan: its debt and collateral fall, no bad debt yet.
    function test_badDebt_onlyWithTheLastOfTheCollateral() public {
        setBtc(20_000);
        (uint256 repaid, uint256 seized, uint256 badDebt) = liquidate(id, 10_000 * USD);
        assertEq(repaid, 10_000 * USD);
        assertEq(seized, 50_250_000);
        assertEq(badDebt, 0);
        (,, badDebt) = liquidate(id);
        assertEq(badDebt, 10_099_502_487);
    }

    /// @dev At once or in parts, the liquidator pays no less and gets no more.
    function test_badDebt_inPartsCostsLendersNoMore() public {
        setBtc(20_000);
        uint256 snapshot = vm.snapshotState();
        (uint256 once,,) = liquidate(id);
        vm.revertToState(snapshot);
        (uint256 a,,) = liquidate(id, 7_777_777_777);
        (uint256 b,,) = liquidate(id);
        assertGe(a + b, once);
    }

    /// @dev 1 BTC worth less than a unit: it goes for nothing, and all of the debt is lost.
    function test_badDebt_ofAWorthlessLoan() public {
        btcOracle.set(1e27, 1e27);
        (uint256 repaid, uint256 seized, uint256 badDebt) = liquidate(id);
        assertEq(repaid, 0);
        assertEq(seized, BTC);
        assertEq(badDebt, 30_000 * USD);
        assertEq(book.loan(id).count, 0);
    }

    // The minimum debt, 100

    function smallLoan(uint256 dollars) internal returns (LoanId small) {
        small = loanOf(bob, 1);
        vm.prank(bob);
        book.open(small, btcId, BTC / 100, dollars * USD, bob);
        skipTime(1);
    }

    /// @dev Debt 150 on 0.01 BTC at 18,000 (value 180, limit 144, LTV 83.3 %), bonus 4.1666...%:
    ///      x = (150 - 111.6) / (1 - 0.62 * 1.041666) = 108.4; 41.6 would stay, so all 150.
    function test_minDebt_saleClosesWhatWouldStayBelowIt() public {
        LoanId small = smallLoan(150);
        setBtc(18_000);
        (uint256 repaid, uint256 seized, uint256 badDebt) = liquidate(small);
        assertEq(repaid, 150 * USD);
        // 150 * 1.041666... / 18,000 BTC = 868,055.5 sats
        assertEq(seized, 868_055);
        assertEq(badDebt, 0);
        assertDebt(small, 0, 0, false);
        assertHolding(small, 0, btcId, 131_945);
    }

    /// @dev The liquidator's own limit may not leave dust.
    function test_minDebt_revertsWhen_AChosenPartLeavesLess() public {
        LoanId small = smallLoan(150);
        setBtc(18_000);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.DebtBelowMinimum.selector, small, 100 * USD - 1, 100 * USD
            )
        );
        liquidate(small, 50 * USD + 1);
        liquidate(small, 50 * USD);
        assertEq(debtOf(small), 100 * USD);
    }

    /// @dev Debt 290 on 0.01 BTC at 34,000 (limit 272): each dollar that anyone repays first lets
    ///      less be seized, down to the limit.
    function test_minDebt_repayingALittleNeverEnlargesTheSale() public {
        LoanId small = smallLoan(290);
        setBtc(34_000);
        uint256 snapshot = vm.snapshotState();
        (, uint256 before,) = liquidate(small);
        vm.revertToState(snapshot);
        for (uint256 i = 1; i < 18; i++) {
            usd.mint(carol, USD);
            vm.prank(carol);
            book.repay(small, USD);
            snapshot = vm.snapshotState();
            (, uint256 later,) = liquidate(small);
            assertLe(later, before);
            before = later;
            vm.revertToState(snapshot);
        }
    }
}
