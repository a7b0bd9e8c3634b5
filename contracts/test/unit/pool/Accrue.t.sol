// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILendingPoolEvents} from "../../../src/interfaces/ILendingPool.sol";
import {RateConfig} from "../../../src/credit/rates/KinkedRate.sol";
import {LoanId} from "../../../src/types/LoanId.sol";
import {PoolTest} from "../../utils/PoolTest.sol";

/// @notice Interest: an index of two sums of rate times seconds, base and premium of the class.
contract AccrueTest is PoolTest {
    uint256 internal constant YEAR = 365 days;

    function assertClock(uint256 accrued, uint256 updatedAt, uint256 rate) internal view {
        (uint256 a, uint256 t, uint256 r,) = pool.clock();
        assertEq(a, accrued, "accrued");
        assertEq(t, updatedAt, "updatedAt");
        assertEq(r, rate, "rate");
    }

    /// @dev 10 % is 1e9; a year of it 1e9 * 31,536,000.
    function test_accrue_writesTheClock() public {
        yearOfInterest();
        vm.expectEmit(address(pool));
        emit ILendingPoolEvents.Accrued(1e9);
        pool.accrue();
        assertClock(1e9 * YEAR, time(), 1e9);
    }

    function test_accrue_changesNoDebtAndNoShare() public {
        LoanId id = yearOfInterest();
        uint256 debt = debtOf(id);
        uint256 price = pool.convertToAssets(1e18);
        pool.accrue();
        assertEq(debtOf(id), debt);
        assertEq(debt, OWED + 1, "the loan rounds up, the pool down");
        assertEq(pool.owed(), OWED);
        assertEq(pool.convertToAssets(1e18), price);
        assertEq(pool.firstLoss(), FIRST_LOSS);
        assertEq(pool.totalAssets(), LENT);
        assertEq(lenderAssets(), 5_000_000 * USD, "not shared out yet");
    }

    /// @dev At a constant rate, often or seldom is the same to the last unit.
    function test_accrue_oftenOrSeldomIsTheSame() public {
        setFlatRate(1_000);
        openBtc(alice, BTC, 30_000 * USD);
        for (uint256 i = 0; i < 365; i++) {
            skipTime(1 days);
            pool.accrue();
        }
        assertEq(pool.indexOf(0), 1_105_170_918_075_647_624_811_707_826);
        assertEq(pool.owed(), OWED);
    }

    function test_accrue_twiceInOneSecond() public {
        yearOfInterest();
        pool.accrue();
        uint256 index = pool.indexOf(0);
        pool.accrue();
        assertEq(pool.indexOf(0), index);
        assertClock(1e9 * YEAR, time(), 1e9);
    }

    function test_accrue_worksInAnEmptyPool() public {
        vm.prank(lender);
        pool.redeem(SHARES, lender, lender);
        skipTime(1 days);
        pool.accrue();
        assertEq(pool.utilisation(), 0);
        assertEq(pool.owed(), 0);
    }

    // The rate follows utilisation: 0 %, 4 %, 60 %, kink 90 % is what a pool begins with

    function test_accrue_setsTheRateAnew() public {
        pool.setRates(RateConfig(0, 400, 6_000, 9_000, 1_000));
        openBtc(alice, 100 * BTC, 2_250_000 * USD);
        assertEq(pool.utilisation(), 0.45e18);
        // 4 % * 0.45 / 0.9 = 2 %
        assertEq(pool.rateOf(0), 2e8);
        vm.prank(lender);
        pool.withdraw(2_500_000 * USD, lender, lender);
        assertEq(pool.utilisation(), 0.9e18);
        assertEq(pool.rateOf(0), 4e8);
        vm.prank(lender);
        pool.withdraw(250_000 * USD, lender, lender);
        assertEq(pool.utilisation(), 1e18);
        assertEq(pool.rateOf(0), 64e8);
    }

    /// @dev The rate of a stretch is the one set at its beginning: what is due is known.
    function test_accrue_rateHoldsUntilTheNextTouch() public {
        pool.setRates(RateConfig(0, 400, 6_000, 9_000, 1_000));
        openBtc(alice, 100 * BTC, 2_250_000 * USD);
        skipTime(YEAR);
        // e^0.02
        assertEq(pool.indexOf(0), 1_020_201_340_026_755_810_160_143_920);
        assertEq(pool.rateOf(0), 2e8, "as set, though utilisation has grown");
        pool.accrue();
        assertGt(pool.rateOf(0), 2e8);
    }

    // Classes: base plus premium

    /// @dev Class 1 pays 10 % + 5 %: e^0.15 = 1.161834242728283...
    function test_classes_payTheirPremium() public {
        setFlatRate(1_000);
        pool.setPremium(1, 500);
        assertEq(pool.rateOf(1), 1.5e9);
        LoanId base = openBtc(alice, BTC, 30_000 * USD);
        LoanId other = loanOf(bob, 1);
        vm.prank(bob);
        book.open(other, ethId, 100 * ETHER, 30_000 * USD, bob);
        skipTime(YEAR);
        assertEq(debtOf(base), 33_155_127_543);
        assertEq(debtOf(other), 34_855_027_282);
        assertEq(pool.indexOf(1), 1_161_834_242_728_283_122_616_620_214);
        assertEq(pool.owed(), 33_155_127_542 + 34_855_027_281);
    }

    /// @dev Half a year at 5 %, half at 15 %: 10 % in sum, and the base on top of it.
    function test_classes_premiumChangesFromNowOn() public {
        setFlatRate(1_000);
        pool.setPremium(1, 500);
        LoanId id = loanOf(bob, 1);
        vm.prank(bob);
        book.open(id, ethId, 100 * ETHER, 30_000 * USD, bob);
        skipTime(YEAR / 2);
        vm.expectEmit(address(pool));
        emit ILendingPoolEvents.PremiumSet(1, 1_500, 5e8 * YEAR / 2);
        pool.setPremium(1, 1_500);
        skipTime(YEAR / 2);
        // e^0.2 = 1.221402758160169833...
        assertEq(debtOf(id), 36_642_082_745);
        pool.setPremium(1, 0);
        skipTime(YEAR);
        // e^0.3: the base alone, on what had accrued.
        assertEq(debtOf(id), 40_495_764_228);
    }

    function test_classes_withoutLoansGrowNothing() public {
        setFlatRate(1_000);
        pool.setPremium(2, 5_000);
        openBtc(alice, BTC, 30_000 * USD);
        skipTime(YEAR);
        assertEq(pool.owed(), OWED);
    }

    /// @dev A class that nobody listed yet: its premium is kept for later.
    function test_classes_premiumBeforeTheFirstListing() public {
        setFlatRate(0);
        pool.setPremium(7, 1_000);
        skipTime(YEAR);
        assertEq(pool.indexOf(7), 1_105_170_918_075_647_624_811_707_826);
        (uint256 units, uint256 accrued, uint256 since, uint256 premium) = pool.classOf(7);
        assertEq(units, 0);
        assertEq(accrued, 0);
        assertEq(since, time() - YEAR);
        assertEq(premium, 1e9);
    }

    // The end of growth: e^40

    /// @dev 655.35 % for sixty years would be e^393; the index stops at e^40, and the debt can
    ///      still be repaid.
    function test_accrue_stopsAtTheLargestIndex() public {
        setFlatRate(65_535);
        pool.setPremium(2, 65_535);
        LoanId id = loanOf(alice, 1);
        vm.prank(alice);
        book.open(id, altId, 100 * ETHER, 100 * USD, alice);
        skipTime(60 * YEAR);
        uint256 most = 235_385_266_837_019_985_407_899_910_749_034_804_508_871_617;
        assertApproxEqRel(pool.indexOf(0), most, 1e3);
        assertEq(pool.indexOf(0), pool.indexOf(2), "base alone is at the end already");
        skipTime(60 * YEAR);
        assertEq(pool.indexOf(0), pool.indexOf(2));
        uint256 debt = debtOf(id);
        assertApproxEqRel(debt, 100 * USD * most / 1e27, 1e3);
        usd.mint(alice, debt);
        vm.prank(alice);
        book.repay(id, MAX);
        assertEq(pool.owed(), 0);
        pool.accrue();
    }
}
