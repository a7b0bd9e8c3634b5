// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILoanBookErrors, ILoanBookEvents} from "../../../src/interfaces/ILoanBook.sol";
import {LoanId} from "../../../src/types/LoanId.sol";
import {BookTest} from "../../utils/BookTest.sol";

/// @notice Above the liquidation limit, at any time: 1 BTC, debt 30,000, liquidation LTV 80 %,
///         slope 1, bonus at most 5 %. The line is at a value of 37,500.
contract LiquidateHardTest is BookTest {
    LoanId internal id;

    function setUp() public override {
        super.setUp();
        id = opened();
    }

    function assertSale(uint256 bonus, uint256 repaid, uint256 seized, uint256 lost) internal {
        uint256 left = lost == 0 ? 30_000 * USD - repaid : 0;
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Liquidated(id, btcId, liquidator, repaid, seized, bonus, lost, left);
        (uint256 repaid_, uint256 seized_, uint256 lost_) = liquidate(id);
        assertEq(repaid_, repaid);
        assertEq(seized_, seized);
        assertEq(lost_, lost);
    }

    // The line

    function test_liquidateHard_atTheExactLimit() public {
        setBtcValue(37_500 * USD);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.NotLiquidatable.selector,
                id,
                30_000 * USD,
                26_250 * USD,
                30_000 * USD
            )
        );
        liquidate(id);
        setBtcValue(37_500 * USD - 1);
        // Bonus 1 / 29,999.999999; x = (30,000 - 23,249.999999) / 0.38 and next to nothing.
        assertSale(33_333_333, 17_763_157_899, 47_368_421, 0);
    }

    function test_liquidateHard_withoutACall() public {
        setBtc(37_000);
        assertSale(13_513_513_513_513_513, 18_997_818_182, 52_039_312, 0);
        // A sale is not a draw: the date stays, no call is made.
        assertDebt(id, 11_002_181_818, time() - 1, false);
    }

    function test_liquidateHard_insideTheCureWindow() public {
        setBtc(42_000);
        book.call(id);
        skipTime(1);
        setBtc(37_000);
        assertSale(13_513_513_513_513_513, 18_997_818_182, 52_039_312, 0);
        assertFalse(book.loan(id).called, "measured clear after it");
    }

    function test_liquidateHard_afterTheLapse() public {
        setBtc(42_000);
        book.call(id);
        skipTime(CURE + LAPSE);
        setBtc(37_000);
        assertSale(13_513_513_513_513_513, 18_997_818_182, 52_039_312, 0);
    }

    // The bonus: slope * (30,000 - limit) / limit, at most 5 %

    /// @dev Limit 28,800: 1,200 / 28,800 = 4.1666...%.
    function test_liquidateHard_bonusGrowsWithTheExcess() public {
        setBtc(36_000);
        assertSale(41_666_666_666_666_666, 21_684_705_883, 62_745_098, 0);
    }

    /// @dev Limit 28,571.2: 1,428.8 / 28,571.2 = 5.0008 %.
    function test_liquidateHard_bonusStopsAtTheMaximum() public {
        setBtc(35_714);
        assertSale(0.05e18, 22_513_810_889, 66_191_133, 0);
    }

    /// @dev Value 31,000: more than 31,000 / 30,000 - 1 = 3.33 % would raise the LTV.
    function test_liquidateHard_bonusIsCappedByWhatIsThere() public {
        setBtc(31_000);
        assertSale(33_333_333_333_333_333, 30_000 * USD, 99_999_999, 0);
        assertDebt(id, 0, 0, false);
        assertHolding(id, 0, btcId, 1);
    }

    /// @dev Value 31,500: 5 % is exactly what is there.
    function test_liquidateHard_bonusAtTheExactCap() public {
        setBtc(31_500);
        assertSale(0.05e18, 30_000 * USD, 100_000_000, 0);
        assertEq(book.loan(id).count, 0);
    }

    // The larger of the soft and the hard bonus

    /// @dev In the second half of the ramp 2.5 % and more; the hard bonus at 37,000 is 1.35 %.
    function test_liquidateHard_softBonusWhereItIsLarger() public {
        setBtc(42_000);
        book.call(id);
        skipTime(CURE + RAMP / 2);
        setBtc(37_000);
        uint256 repaid = (uint256(7_060e6) * 1e22 + 0.3645e22 - 1) / 0.3645e22;
        assertSale(0.025e18, repaid, repaid * 1.025e18 / 1e18 * 1e8 / 37_000e6, 0);
    }

    function test_liquidateHard_hardBonusWhereItIsLarger() public {
        setBtc(42_000);
        book.call(id);
        skipTime(CURE + RAMP / 10);
        setBtc(37_000);
        assertSale(13_513_513_513_513_513, 18_997_818_182, 52_039_312, 0);
    }

    // Doubt never seizes

    function test_liquidateHard_revertsWhen_InsideTheLimitAtTheHighPrice() public {
        setBtc(30_000, 37_500);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.NotLiquidatable.selector,
                id,
                30_000 * USD,
                26_250 * USD,
                30_000 * USD
            )
        );
        liquidate(id);
    }

    function test_liquidateHard_seizesAtTheHighPrice() public {
        setBtc(30_000, 37_000);
        assertSale(13_513_513_513_513_513, 18_997_818_182, 52_039_312, 0);
    }

    /// @dev Called and above the liquidation limit at low only: the window protects.
    function test_liquidateHard_windowHoldsWhen_OnlyLowIsAboveTheLimit() public {
        setBtc(30_000, 40_000);
        book.call(id);
        uint256 end = time() + CURE;
        skipTime(1);
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.CureWindowOpen.selector, id, end));
        liquidate(id);
    }

    // Not in the second of a draw, a withdrawal or a call

    function test_liquidateHard_revertsWhen_DrawnInThisBlock() public {
        LoanId other = openBtc(bob, BTC, 30_000 * USD);
        setBtc(30_000);
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.SameBlock.selector, other));
        liquidate(other);
        skipTime(1);
        liquidate(other);
        assertEq(book.loan(other).units, 0);
    }

    function test_liquidateHard_revertsWhen_WithdrawnInThisBlock() public {
        vm.startPrank(alice);
        book.pledge(id, btcId, BTC);
        book.withdraw(id, btcId, BTC, alice);
        vm.stopPrank();
        setBtc(30_000);
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.SameBlock.selector, id));
        liquidate(id);
    }

    function test_liquidateHard_revertsWhen_CalledInThisBlock() public {
        setBtc(30_000);
        book.call(id);
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.SameBlock.selector, id));
        liquidate(id);
        skipTime(1);
        liquidate(id);
        assertEq(book.loan(id).units, 0);
    }

    /// @dev A top-up or a repayment in the same second shields nobody.
    function test_liquidateHard_worksInTheBlockOfATopUp() public {
        setBtc(37_000);
        vm.prank(alice);
        book.pledge(id, btcId, 1);
        vm.prank(alice);
        book.repay(id, 1);
        (uint256 repaid,,) = liquidate(id);
        assertGt(repaid, 0);
    }

    // Parts

    /// @dev A part lowers the LTV, so the bonus of the next part is smaller.
    function test_liquidateHard_inPartsThePartsBonusFalls() public {
        setBtc(36_000);
        (uint256 repaid, uint256 seized,) = liquidate(id, 5_000 * USD);
        assertEq(repaid, 5_000 * USD);
        // 5,000 * 1.041666... / 36,000 BTC
        assertEq(seized, 14_467_592);
        uint256 debtBps = debtOf(id) * 10_000 / (book.loan(id).amounts[0] * 360);
        assertLt(debtBps, 8_333);
        (, uint256 more,) = liquidate(id);
        assertLt(seized + more, 62_745_098, "less than at once");
    }
}
