// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILendingPoolErrors, ILendingPoolEvents} from "../../../src/interfaces/ILendingPool.sol";
import {CollateralId} from "../../../src/types/CollateralId.sol";
import {LoanId} from "../../../src/types/LoanId.sol";
import {PoolTest} from "../../utils/PoolTest.sol";

/// @notice The ceiling on the debt of a listing, and its hourly limit: a level that new debt raises
///         and time drains.
contract LimitsTest is PoolTest {
    uint104 internal constant NONE = type(uint104).max;

    function draw(LoanId id, uint256 amount) internal {
        address borrower = id.borrower();
        vm.prank(borrower);
        book.draw(id, amount, borrower);
    }

    function pledged(address borrower) internal returns (LoanId id) {
        id = loanOf(borrower, 1);
        vm.prank(borrower);
        book.pledge(id, btcId, 50 * BTC);
    }

    function expectCeiling(uint256 debt, uint256 ceiling) internal {
        vm.expectRevert(
            abi.encodeWithSelector(
                ILendingPoolErrors.CeilingExceeded.selector, btcId, debt, ceiling
            )
        );
    }

    function expectHourly(uint256 wanted, uint256 available) internal {
        vm.expectRevert(
            abi.encodeWithSelector(
                ILendingPoolErrors.HourlyLimitExceeded.selector, btcId, wanted, available
            )
        );
    }

    // The ceiling

    function test_ceiling_bindsAllLoansOfAListing() public {
        pool.setLimits(btcId, uint104(50_000 * USD), NONE);
        LoanId a = pledged(alice);
        LoanId b = pledged(bob);
        draw(a, 30_000 * USD);
        expectCeiling(50_000 * USD + 1, 50_000 * USD);
        draw(b, 20_000 * USD + 1);
        draw(b, 20_000 * USD);
        expectCeiling(50_000 * USD + 1, 50_000 * USD);
        draw(a, 1);
        usd.mint(alice, 1);
        vm.prank(alice);
        book.repay(a, 1);
        draw(b, 1);
    }

    function test_ceiling_doesNotBindOthers() public {
        pool.setLimits(btcId, 0, 0);
        LoanId id = loanOf(alice, 1);
        vm.prank(alice);
        book.open(id, ethId, 100 * ETHER, 50_000 * USD, alice);
        assertEq(debtOf(id), 50_000 * USD);
    }

    /// @dev Interest counts: the debt grew to 33,155.13, a ceiling of 33,255.127543 leaves 100.
    function test_ceiling_countsInterest() public {
        LoanId id = yearOfInterest();
        pool.setLimits(btcId, uint104(OWED + 1 + 100 * USD), NONE);
        vm.prank(alice);
        book.pledge(id, btcId, BTC);
        expectCeiling(OWED + 1 + 100 * USD + 1, OWED + 1 + 100 * USD);
        draw(id, 100 * USD + 1);
        draw(id, 100 * USD - 1);
    }

    // The hourly limit: 3,600 an hour is 1 a second

    function hourly(uint256 dollars) internal returns (LoanId id) {
        pool.setLimits(btcId, NONE, uint104(dollars * USD));
        id = pledged(alice);
    }

    function test_hourly_allAtOnceThenNothing() public {
        LoanId id = hourly(3_600);
        expectHourly(3_600 * USD + 1, 3_600 * USD);
        draw(id, 3_600 * USD + 1);
        draw(id, 3_600 * USD);
        assertEq(flowOf(btcId), 3_600 * USD);
        expectHourly(1, 0);
        draw(id, 1);
    }

    function test_hourly_drainsEvenly() public {
        LoanId id = hourly(3_600);
        draw(id, 3_600 * USD);
        (uint256 level, uint256 since) = pool.flowOf(btcId);
        assertEq(level, 3_600 * USD);
        assertEq(since, time());
        skipTime(1);
        assertEq(flowOf(btcId), 3_599 * USD);
        (level,) = pool.flowOf(btcId);
        assertEq(level, 3_600 * USD, "as stored");
        expectHourly(USD + 1, USD);
        draw(id, USD + 1);
        draw(id, USD);
        skipTime(1_800);
        assertEq(flowOf(btcId), 1_800 * USD);
        skipTime(1_799);
        assertEq(flowOf(btcId), USD);
        skipTime(1);
        assertEq(flowOf(btcId), 0);
        skipTime(1);
        assertEq(flowOf(btcId), 0, "never below nothing");
        draw(id, 3_600 * USD);
    }

    /// @dev The worst hour: all at its beginning, and what drains until its end.
    function test_hourly_atMostTwiceInAnyHour() public {
        LoanId id = hourly(3_600);
        draw(id, 3_600 * USD);
        uint256 lent = 3_600 * USD;
        for (uint256 i = 0; i < 59; i++) {
            skipTime(1 minutes);
            uint256 room = 3_600 * USD - flowOf(btcId);
            draw(id, room);
            lent += room;
        }
        assertEq(lent, 3_600 * USD + 59 * 60 * USD);
        assertLe(lent, 2 * 3_600 * USD);
    }

    /// @dev 1,000 units an hour drain 0.27 a second: rounded down, against who draws.
    function test_hourly_drainRoundsDown() public {
        pool.setLimits(btcId, NONE, 1_000);
        LoanId id = pledged(alice);
        pool.setLimits(btcId, NONE, uint104(200 * USD));
        draw(id, 200 * USD);
        skipTime(17);
        // 200e6 * 17 / 3,600 = 944,444.4
        assertEq(flowOf(btcId), 200 * USD - 944_444);
    }

    /// @dev The limit is on how fast debt grows: what comes back makes room for others.
    function test_hourly_repaymentGivesBack() public {
        LoanId id = hourly(3_600);
        draw(id, 3_600 * USD);
        skipTime(100);
        vm.prank(alice);
        book.repay(id, 3_000 * USD);
        assertEq(flowOf(btcId), 500 * USD);
        expectHourly(3_100 * USD + 1, 3_100 * USD);
        draw(id, 3_100 * USD + 1);
        draw(id, 3_100 * USD);
    }

    /// @dev Nobody can use the limit up and owe nothing: as one would with a flash loan.
    function test_hourly_drawnAndRepaidLeavesTheLevel() public {
        LoanId id = hourly(3_600);
        draw(id, 1_000 * USD);
        LoanId other = pledged(bob);
        draw(other, 2_600 * USD);
        vm.prank(bob);
        book.repay(other, 2_600 * USD);
        assertEq(flowOf(btcId), 1_000 * USD);
    }

    /// @dev Debt from before the hour makes no room beyond the limit.
    function test_hourly_repaymentOfOldDebtGivesNoMoreThanTheLevel() public {
        LoanId id = hourly(3_600);
        draw(id, 3_600 * USD);
        skipTime(1 hours);
        draw(id, 100 * USD);
        vm.prank(alice);
        book.repay(id, 3_000 * USD);
        assertEq(flowOf(btcId), 0);
        expectHourly(3_600 * USD + 1, 3_600 * USD);
        draw(id, 3_600 * USD + 1);
    }

    // Changing limits keeps the level

    function test_setLimits_keepsTheLevel() public {
        LoanId id = hourly(3_600);
        draw(id, 3_600 * USD);
        skipTime(600);
        vm.expectEmit(address(pool));
        emit ILendingPoolEvents.LimitsSet(btcId, 10 ** 18, 7_200 * USD);
        pool.setLimits(btcId, 10 ** 18, uint104(7_200 * USD));
        assertEq(flowOf(btcId), 3_000 * USD, "drained at the old rate so far");
        skipTime(600);
        assertEq(flowOf(btcId), 1_800 * USD, "and at the new one from here");
    }

    function test_setLimits_lowerThanTheLevelLeavesNothing() public {
        LoanId id = hourly(3_600);
        draw(id, 3_600 * USD);
        pool.setLimits(btcId, NONE, uint104(1_800 * USD));
        expectHourly(1, 0);
        draw(id, 1);
        skipTime(1 hours);
        assertEq(flowOf(btcId), 1_800 * USD);
        expectHourly(1, 0);
        draw(id, 1);
        skipTime(1);
        draw(id, 500_000);
    }

    function test_setLimits_ofNothingNeverDrains() public {
        LoanId id = hourly(3_600);
        draw(id, 100 * USD);
        pool.setLimits(btcId, NONE, 0);
        skipTime(30 days);
        assertEq(flowOf(btcId), 100 * USD);
        expectHourly(1, 0);
        draw(id, 1);
    }

    // Lowering

    function expectNotLower(uint256 ceiling, uint256 hourly_) internal {
        vm.expectRevert(
            abi.encodeWithSelector(
                ILendingPoolErrors.LimitsNotLower.selector,
                btcId,
                ceiling,
                uint256(1_000),
                hourly_,
                uint256(2_000)
            )
        );
    }

    function test_lowerLimits_revertsWhen_EitherIsHigher() public {
        pool.setLimits(btcId, 1_000, 2_000);
        expectNotLower(1_001, 0);
        pool.lowerLimits(btcId, 1_001, 0);
        expectNotLower(0, 2_001);
        pool.lowerLimits(btcId, 0, 2_001);
        pool.lowerLimits(btcId, 1_000, 2_000);
        pool.lowerLimits(btcId, 999, 2_000);
        vm.expectEmit(address(pool));
        emit ILendingPoolEvents.LimitsSet(btcId, 0, 0);
        pool.lowerLimits(btcId, 0, 0);
    }

    function test_lowerLimits_ofAnUnknownListing() public {
        CollateralId unknown = CollateralId.wrap(200);
        vm.expectPartialRevert(ILendingPoolErrors.LimitsNotLower.selector);
        pool.lowerLimits(unknown, 1, 0);
        pool.lowerLimits(unknown, 0, 0);
    }

    function test_limits_startAsListed() public view {
        (,, uint256 ceiling, uint256 most) = pool.listingOf(btcId);
        assertEq(ceiling, 1_000_000_000 * USD);
        assertEq(most, 1_000_000_000 * USD);
        assertEq(flowOf(btcId), 0);
    }
}
