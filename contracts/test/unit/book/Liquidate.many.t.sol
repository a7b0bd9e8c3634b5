// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILoanBookEvents} from "../../../src/interfaces/ILoanBook.sol";
import {CollateralId} from "../../../src/types/CollateralId.sol";
import {LoanId} from "../../../src/types/LoanId.sol";
import {BookTest} from "../../utils/BookTest.sol";

/// @notice Several collaterals: the loan's own order is the order of sale. 1,000 alt at 10 lead
///         (35, 48, 50, 55, 65 %, bonus 8 %), then 1 BTC at 60,000.
contract LiquidateManyTest is BookTest {
    LoanId internal id;

    function setUp() public override {
        super.setUp();
        id = loanOf(alice, 1);
        vm.startPrank(alice);
        book.pledge(id, btcId, BTC);
        book.open(id, altId, 1_000 * ETHER, 33_500 * USD, alice);
        vm.stopPrank();
        skipTime(1);
    }

    /// @dev BTC at 41,000: call limit 28,700 + 5,500 = 34,200, so 40,000: 28,000 + 5,500 = 33,500
    ///      is not above; 39,000: 32,800 is. Target 24,180 + 4,800 = 28,980: x = (33,500 - 28,980)
    ///      / (1 - 0.48) = 8,692.307693 at no bonus: 869.2307693 alt. The first suffices.
    function test_many_sellsTheFirstOnly() public {
        setBtc(39_000);
        book.call(id);
        skipTime(CURE);
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Liquidated(
            id, altId, liquidator, 8_692_307_693, 869_230_769_300_000_000_000, 0, 0, 24_807_692_307
        );
        liquidate(id);
        assertHolding(id, 0, altId, 130_769_230_700_000_000_000);
        assertHolding(id, 1, btcId, BTC);
        assertFalse(book.loan(id).called);
    }

    /// @dev BTC at 35,000: limit 28,000 + 6,500 = 34,500 still holds; 33,000: 26,400 + 6,500 =
    ///      32,900, excess 600 / 32,900 = 1.8237 %. x = (33,500 - 25,260) / (1 - 0.48 * 1.018237) =
    ///      16,115: more than the alt is worth, so all of it for 10,000 / 1.018237, and bitcoin
    ///      leads.
    function test_many_sellsOutTheFirstAndTheNextLeads() public {
        setBtc(33_000);
        uint256 bonus = uint256(600e6) * 1e18 / 32_900e6;
        uint256 expected = (uint256(10_000e6) * 1e18 + 1e18 + bonus - 1) / (1e18 + bonus);
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Liquidated(
            id, altId, liquidator, expected, 1_000 * ETHER, bonus, 0, 33_500 * USD - expected
        );
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Reclassified(id, altId, btcId, 33_500 * USD - expected);
        (uint256 repaid, uint256 seized, uint256 badDebt) = liquidate(id);
        assertEq(repaid, expected);
        assertEq(seized, 1_000 * ETHER);
        assertEq(badDebt, 0);
        assertEq(book.loan(id).count, 1);
        assertHolding(id, 0, btcId, BTC);
        (uint256 units,,,) = pool.listingOf(btcId);
        assertEq(units, 33_500 * USD - expected, "the debt counts for bitcoin now");
        (units,,,) = pool.listingOf(altId);
        assertEq(units, 0);
    }

    /// @dev Neither ceiling nor hourly limit of the next listing can stop a liquidation.
    function test_many_reclassifiesBeyondTheLimits() public {
        pool.lowerLimits(btcId, 0, 0);
        setBtc(33_000);
        liquidate(id);
        assertHolding(id, 0, btcId, BTC);
        (uint256 units, uint256 flow,,) = pool.listingOf(btcId);
        assertGt(units, 0);
        assertEq(flow, 0);
    }

    /// @dev What was not repaid stays in the level of the collateral that is sold out: else a
    ///      sliver beside it would let anyone borrow against it without an hourly limit.
    function test_many_aSaleEmptiesNoHourlyLevel() public {
        pool.setLimits(altId, type(uint104).max, uint104(33_500 * USD));
        LoanId other = loanOf(bob, 1);
        vm.startPrank(bob);
        book.pledge(other, btcId, BTC);
        book.open(other, altId, 1_000 * ETHER, 33_500 * USD, bob);
        vm.stopPrank();
        pool.setLimits(altId, type(uint104).max, 0);
        skipTime(1);
        setBtc(33_000);
        (uint256 repaid,,) = liquidate(other);
        assertHolding(other, 0, btcId, BTC);
        (uint256 level,) = pool.flowOf(altId);
        assertEq(level, 33_500 * USD - repaid);
    }

    /// @dev Deep under water: two sales, the second with the bad debt.
    function test_many_badDebtComesWithTheLastCollateral() public {
        setBtc(10_000);
        (uint256 first,, uint256 badDebt) = liquidate(id);
        assertEq(first, 9_950_248_757, "10,000 / 1.005");
        assertEq(badDebt, 0);
        (uint256 second,, uint256 lost) = liquidate(id);
        assertEq(second, 9_950_248_757);
        assertEq(lost, 33_500 * USD - 2 * 9_950_248_757);
        assertEq(book.loan(id).count, 0);
        assertDebt(id, 0, 0, false);
    }

    /// @dev A first collateral worth less than a unit goes for nothing and makes way.
    function test_many_dustInFrontMakesWay() public {
        LoanId dusty = loanOf(bob, 1);
        vm.startPrank(bob);
        book.open(dusty, btcId, BTC, 30_000 * USD, bob);
        book.pledge(dusty, altId, 1);
        vm.stopPrank();
        skipTime(1);
        setBtc(37_000);
        (uint256 repaid, uint256 seized,) = liquidate(dusty);
        assertEq(repaid, 0);
        assertEq(seized, 1);
        assertHolding(dusty, 0, btcId, BTC);
        (repaid,,) = liquidate(dusty);
        assertEq(repaid, 18_997_818_182);
    }

    /// @dev Eight collaterals sold one after another, in the loan's order; the liquidator never
    ///      chooses.
    function test_many_eightInTheLoansOrder() public {
        LoanId eight = loanOf(bob, 8);
        CollateralId[8] memory ids;
        (ids[0], ids[1], ids[2]) = (btcId, ethId, altId);
        vm.startPrank(bob);
        book.pledge(eight, btcId, BTC / 60);
        book.pledge(eight, ethId, ETHER / 2);
        book.pledge(eight, altId, 100 * ETHER);
        vm.stopPrank();
        for (uint8 k = 3; k < 8; k++) {
            (ids[k],) = listToken(k);
            vm.prank(bob);
            book.pledge(eight, ids[k], 100 * ETHER);
        }
        vm.prank(bob);
        book.draw(eight, 2_000 * USD, bob);
        skipTime(1);
        setBtc(6_000);
        setEth(200);
        setAlt(1);
        for (uint256 k = 3; k < 8; k++) {
            oracleOf(ids[k]).set(scaled(1, 18), scaled(1, 18));
        }
        uint256 badDebt;
        for (uint256 k = 0; k < 8; k++) {
            assertEq(badDebt, 0);
            assertTrue(book.loan(eight).ids[0] == ids[7 - k], "riskiest first");
            (,, badDebt) = liquidate(eight);
        }
        assertGt(badDebt, 1_190 * USD, "800 of value for 2,000 of debt");
        assertEq(book.loan(eight).count, 0);
        assertDebt(eight, 0, 0, false);
    }

    /// @dev 20 alt at 5.5 (value 110) and 0.0015 BTC at 25,000 (37.5), debt 110: limit 71.5 + 30 =
    ///      101.5. The sale would leave less than 100, so it asks for all 110; the alt is worth no
    ///      more than 110 / 1.08 = 101.851852. The 8.148148 left are below the minimum and stay: no
    ///      one may be sold further than is due. The next sale that is due closes the loan whole.
    function test_many_lessThanTheMinimumStaysWithTheNextCollateral() public {
        LoanId small = loanOf(bob, 1);
        vm.startPrank(bob);
        book.pledge(small, altId, 20 * ETHER);
        book.open(small, btcId, 150_000, 110 * USD, bob);
        vm.stopPrank();
        skipTime(1);
        altOracle.set(5.5e24, 5.5e24);
        setBtc(25_000);
        (uint256 repaid, uint256 seized,) = liquidate(small);
        assertEq(repaid, 101_851_852);
        assertEq(seized, 20 * ETHER);
        assertEq(debtOf(small), 8_148_148);
        // 0.0015 BTC at 6,000 is worth 9: 8.148148 is above 7.2. All of it, at 5 %.
        setBtc(6_000);
        (repaid, seized,) = liquidate(small);
        assertEq(repaid, 8_148_148);
        assertEq(seized, 142_592);
        assertEq(book.loan(small).units, 0);
        assertHolding(small, 0, btcId, 150_000 - 142_592);
    }
}
