// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILoanBookErrors, ILoanBookEvents} from "../../../src/interfaces/ILoanBook.sol";
import {LoanId} from "../../../src/types/LoanId.sol";
import {SettableOracle} from "../../oracles/SettableOracle.sol";
import {BookTest} from "../../utils/BookTest.sol";

/// @notice After the window: 1 BTC at 42,000, debt 30,000, target 62 % = 26,040. With LIF = 1 +
///         bonus the sale repays x = (30,000 - 26,040) / (1 - 0.62 LIF), rounded up, and seizes x
///         LIF / 42,000 BTC, rounded down.
contract LiquidateSoftTest is BookTest {
    LoanId internal id;
    uint256 internal end;

    function setUp() public override {
        super.setUp();
        id = called();
        end = time() + CURE;
    }

    function expectWindowOpen() internal {
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.CureWindowOpen.selector, id, end));
    }

    function expectNotLiquidatable(uint256 callLimit, uint256 liquidationLimit) internal {
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.NotLiquidatable.selector,
                id,
                30_000 * USD,
                callLimit,
                liquidationLimit
            )
        );
    }

    // The window

    function test_liquidateSoft_revertsWhen_WindowOpen() public {
        vm.warp(end - CURE + 1);
        expectWindowOpen();
        liquidate(id);
        vm.warp(end - 1);
        expectWindowOpen();
        liquidate(id);
    }

    /// @dev Bonus 0: x = 3,960 / 0.38 = 10,421.052632; 24,812,030 sats. Left: 19,578.947368 on
    ///      0.7518797 BTC, LTV 62 %.
    function test_liquidateSoft_atTheEndOfTheWindowWithoutBonus() public {
        vm.warp(end);
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Liquidated(
            id, btcId, liquidator, 10_421_052_632, 24_812_030, 0, 0, 19_578_947_368
        );
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Cleared(id);
        (uint256 repaid, uint256 seized, uint256 badDebt) = liquidate(id);
        assertEq(repaid, 10_421_052_632);
        assertEq(seized, 24_812_030);
        assertEq(badDebt, 0);
        assertDebt(id, 19_578_947_368, end, false);
        assertHolding(id, 0, btcId, 75_187_970);
        assertEq(btc.balanceOf(liquidator), 100 * BTC + 24_812_030);
        assertEq(usd.balanceOf(liquidator), 10_000_000 * USD - 10_421_052_632);
        assertEq(pool.cash(), 4_970_000 * USD + 10_421_052_632);
        assertEq(pool.owed(), 19_578_947_368);
    }

    // The ramp: 5 % over an hour

    function assertSale(uint256 after_, uint256 bonus, uint256 repaid, uint256 seized) internal {
        vm.warp(end + after_);
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Liquidated(
            id, btcId, liquidator, repaid, seized, bonus, 0, 30_000 * USD - repaid
        );
        liquidate(id);
    }

    /// @dev 0.05 / 3,600 = 0.000013888888888888, rounded down.
    function test_liquidateSoft_oneSecondIntoTheRamp() public {
        assertSale(1, 13_888_888_888_888, 10_421_288_787, 24_812_936);
    }

    /// @dev 2.5 %: x = 3,960 / (1 - 0.6355).
    function test_liquidateSoft_halfwayUpTheRamp() public {
        assertSale(RAMP / 2, 0.025e18, 10_864_197_531, 26_513_815);
    }

    function test_liquidateSoft_oneSecondBeforeTheEndOfTheRamp() public {
        assertSale(RAMP - 1, 49_986_111_111_111_111, 11_346_424_914, 28_365_687);
    }

    /// @dev 5 %: x = 3,960 / (1 - 0.651).
    function test_liquidateSoft_atTheEndOfTheRamp() public {
        assertSale(RAMP, 0.05e18, 11_346_704_872, 28_366_762);
    }

    function test_liquidateSoft_afterTheRampTheBonusStays() public {
        assertSale(RAMP + 1, 0.05e18, 11_346_704_872, 28_366_762);
    }

    function test_liquidateSoft_oneSecondBeforeTheLapse() public {
        assertSale(LAPSE - 1, 0.05e18, 11_346_704_872, 28_366_762);
    }

    function test_liquidateSoft_revertsWhen_Lapsed() public {
        vm.warp(end + LAPSE);
        expectNotLiquidatable(29_400 * USD, 33_600 * USD);
        liquidate(id);
    }

    // Health is measured again, at the high price

    function test_liquidateSoft_revertsWhen_PriceRecovered() public {
        vm.warp(end);
        setBtc(45_000);
        expectNotLiquidatable(31_500 * USD, 36_000 * USD);
        liquidate(id);
    }

    function test_liquidateSoft_atTheExactCallLimit() public {
        vm.warp(end);
        setBtcValue(42_857_142_858);
        expectNotLiquidatable(30_000 * USD, 34_285_714_286);
        liquidate(id);
        setBtcValue(42_857_142_857);
        liquidate(id);
        assertLt(debtOf(id), 30_000 * USD);
    }

    /// @dev Doubt never seizes: called at low, but the high price says healthy.
    function test_liquidateSoft_revertsWhen_HealthyAtTheHighPrice() public {
        vm.warp(end);
        setBtc(30_000, 60_000);
        expectNotLiquidatable(42_000 * USD, 48_000 * USD);
        liquidate(id);
    }

    /// @dev Seized at the high price: the same as at 42,000. At the low price the loan does not
    ///      measure clear after it, so the call stays.
    function test_liquidateSoft_seizesAtTheHighPrice() public {
        vm.warp(end);
        setBtc(40_000, 42_000);
        (uint256 repaid, uint256 seized,) = liquidate(id);
        assertEq(repaid, 10_421_052_632);
        assertEq(seized, 24_812_030);
        assertDebt(id, 19_578_947_368, end - CURE, true);
    }

    function test_liquidateSoft_revertsWhen_OracleDead() public {
        vm.warp(end);
        btcOracle.setDead(true);
        vm.expectRevert(SettableOracle.Dead.selector);
        liquidate(id);
    }

    function test_liquidateSoft_revertsWhen_PriceUnusable() public {
        vm.warp(end);
        btcOracle.set(2, 1);
        vm.expectRevert(
            abi.encodeWithSelector(ILoanBookErrors.OracleUnusable.selector, btcOracle, 2, 1)
        );
        liquidate(id);
    }

    // Partial sales

    /// @dev A sale of 1,000 leaves LTV above clear: the call stays as it was.
    function test_liquidateSoft_aPartLeavesTheCall() public {
        vm.warp(end);
        (uint256 repaid, uint256 seized,) = liquidate(id, 1_000 * USD);
        assertEq(repaid, 1_000 * USD);
        assertEq(seized, 2_380_952);
        assertDebt(id, 29_000 * USD, end - CURE, true);
    }

    /// @dev The rest of the sale goes to the same target. The first part's fraction of a sat,
    ///      0.00016 dollars, stayed with the borrower: x = (29,000 - 0.62 * 41,000.00016) / 0.38.
    function test_liquidateSoft_inTwoPartsEndsAtTheSameTarget() public {
        vm.warp(end);
        (, uint256 first,) = liquidate(id, 1_000 * USD);
        (uint256 repaid, uint256 seized,) = liquidate(id);
        assertEq(repaid, 9_421_052_372);
        assertEq(first + seized, 24_812_029, "at once: 24,812,030");
        assertFalse(book.loan(id).called);
    }

    function test_liquidateSoft_revertsWhen_NothingIsRepaid() public {
        vm.warp(end);
        vm.expectRevert(ILoanBookErrors.ZeroAmount.selector);
        liquidate(id, 0);
    }

    function test_liquidateSoft_takesAtLeastWhatWasAsked() public {
        vm.warp(end);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.SeizedBelowMinimum.selector, 24_812_030, 24_812_031
            )
        );
        vm.prank(liquidator);
        book.liquidate(id, MAX, 24_812_031, liquidator, "");
        vm.prank(liquidator);
        book.liquidate(id, MAX, 24_812_030, carol, "");
        assertEq(btc.balanceOf(carol), 100 * BTC + 24_812_030, "the receiver's");
    }

    // Who and when

    function test_liquidateSoft_revertsWhen_TheBorrower() public {
        vm.warp(end);
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.SelfLiquidation.selector, id));
        vm.prank(alice);
        book.liquidate(id, MAX, 0, alice, "");
    }

    function test_liquidateSoft_revertsWhen_NoReceiver() public {
        vm.warp(end);
        vm.expectRevert(ILoanBookErrors.ZeroAddress.selector);
        vm.prank(liquidator);
        book.liquidate(id, MAX, 0, address(0), "");
    }

    function test_liquidateSoft_revertsWhen_NoDebt() public {
        LoanId none = loanOf(alice, 9);
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.NoDebt.selector, none));
        liquidate(none);
    }

    /// @dev Never called: nothing is due however long it waits.
    function test_liquidateSoft_revertsWhen_NeverCalled() public {
        LoanId other = openBtc(bob, BTC, 20_000 * USD);
        setBtc(27_000);
        skipTime(10 days);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.NotLiquidatable.selector,
                other,
                20_000 * USD,
                18_900 * USD,
                21_600 * USD
            )
        );
        liquidate(other);
    }

    function test_liquidateSoft_afterACureOnlyANewCallCounts() public {
        vm.warp(end);
        vm.prank(alice);
        book.pledge(id, btcId, 11_607_143);
        skipTime(1);
        setBtc(37_000);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.NotLiquidatable.selector,
                id,
                30_000 * USD,
                28_906_250_037,
                33_035_714_328
            )
        );
        liquidate(id);
        book.call(id);
        end = time() + CURE;
        skipTime(1);
        expectWindowOpen();
        liquidate(id);
    }
}
