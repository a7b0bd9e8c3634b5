// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILendingPoolErrors} from "../../../src/interfaces/ILendingPool.sol";
import {ILoanBookErrors, ILoanBookEvents} from "../../../src/interfaces/ILoanBook.sol";
import {CollateralId} from "../../../src/types/CollateralId.sol";
import {LoanId} from "../../../src/types/LoanId.sol";
import {SettableOracle} from "../../oracles/SettableOracle.sol";
import {BookTest} from "../../utils/BookTest.sol";

/// @notice Alice holds 1 BTC at 60,000 and 10 ETH at 2,000: open limit 30,000 + 9,400 = 39,400.
contract DrawTest is BookTest {
    LoanId internal id;

    function setUp() public override {
        super.setUp();
        id = loanOf(alice, 1);
        vm.startPrank(alice);
        book.pledge(id, btcId, BTC);
        book.pledge(id, ethId, 10 * ETHER);
        vm.stopPrank();
    }

    function draw(uint256 amount) internal {
        vm.prank(alice);
        book.draw(id, amount, carol);
    }

    function test_draw_paysOutAndDatesTheLoan() public {
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Drawn(id, carol, 10_000 * USD, 10_000 * USD);
        draw(10_000 * USD);
        assertDebt(id, 10_000 * USD, time(), false);
        assertEq(usd.balanceOf(carol), 10_000 * USD);
        skipTime(5);
        draw(1);
        assertDebt(id, 10_000 * USD + 1, time(), false);
    }

    function test_draw_upToTheSumOfTheLimits() public {
        draw(39_400 * USD);
        assertEq(debtOf(id), 39_400 * USD);
    }

    function test_draw_revertsWhen_OneUnitAboveTheLimit() public {
        draw(39_400 * USD);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.AboveOpenLimit.selector, id, 39_400 * USD + 1, 39_400 * USD
            )
        );
        draw(1);
    }

    /// @dev Limits round down for each collateral: 1 sat is worth 600 units, whose half is 300; 1e9
    ///      wei of ETH are worth 2 units, whose 47 % is 0.94, so nothing.
    function test_draw_limitRoundsDownPerCollateral() public {
        LoanId small = loanOf(alice, 2);
        vm.startPrank(alice);
        book.pledge(small, ethId, 1e9);
        book.pledge(small, btcId, 400_000);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.AboveOpenLimit.selector, small, 120 * USD + 1, 120 * USD
            )
        );
        book.draw(small, 120 * USD + 1, alice);
        book.draw(small, 120 * USD, alice);
        vm.stopPrank();
    }

    function test_draw_countsForTheFirstListing() public {
        draw(10_000 * USD);
        (uint256 units, uint256 flow,,) = pool.listingOf(ethId);
        assertEq(units, 10_000 * USD, "eth leads: class 1");
        assertEq(flow, 10_000 * USD);
        (units, flow,,) = pool.listingOf(btcId);
        assertEq(units, 0);
        assertEq(flow, 0);
    }

    function test_draw_revertsWhen_Nothing() public {
        vm.expectRevert(ILoanBookErrors.ZeroAmount.selector);
        draw(0);
    }

    function test_draw_revertsWhen_NoReceiver() public {
        vm.expectRevert(ILoanBookErrors.ZeroAddress.selector);
        vm.prank(alice);
        book.draw(id, 1, address(0));
    }

    function test_draw_revertsWhen_NoCollateral() public {
        LoanId none = loanOf(alice, 9);
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.NoCollateral.selector, none));
        vm.prank(alice);
        book.draw(none, 100 * USD, alice);
    }

    function test_draw_revertsWhen_BelowTheMinimumDebt() public {
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.DebtBelowMinimum.selector, id, uint256(1), 100 * USD
            )
        );
        draw(1);
    }

    function test_draw_revertsWhen_Stranger() public {
        allow(1 | 4);
        vm.expectRevert(
            abi.encodeWithSelector(ILoanBookErrors.NotAllowed.selector, bob, id, uint8(2))
        );
        vm.prank(bob);
        book.draw(id, 100 * USD, bob);
    }

    function test_draw_byAnOperator() public {
        allow(2);
        vm.prank(bob);
        book.draw(id, 100 * USD, bob);
        assertEq(usd.balanceOf(bob), 100 * USD);
    }

    function test_draw_revertsWhen_AnyOracleIsDead() public {
        btcOracle.setDead(true);
        vm.expectRevert(SettableOracle.Dead.selector);
        draw(100 * USD);
    }

    /// @dev A price of one unit is a price; debt stays, and no draw fits.
    function test_draw_atALowPrice() public {
        draw(39_400 * USD);
        setBtc(1);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.AboveOpenLimit.selector, id, 39_400 * USD + 1, 9_400_500_000
            )
        );
        draw(1);
    }

    function test_draw_revertsWhen_CallOpen() public {
        draw(39_400 * USD);
        skipTime(1);
        setBtc(30_000);
        book.call(id);
        uint256 since = time();
        setBtc(90_000);
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.CallOpen.selector, id, since));
        draw(1);
        skipTime(CURE + LAPSE - 1);
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.CallOpen.selector, id, since));
        draw(1);
        skipTime(1);
        draw(1);
        assertDebt(id, 39_400 * USD + 1, time(), false);
    }

    function test_draw_worksWhen_ListingClosed() public {
        pool.closeListing(ethId);
        draw(100 * USD);
        assertEq(debtOf(id), 100 * USD);
    }

    function test_draw_revertsWhen_LimitsLoweredToNothing() public {
        draw(100 * USD);
        pool.lowerLimits(ethId, 0, 0);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILendingPoolErrors.CeilingExceeded.selector, ethId, 100 * USD + 1, uint256(0)
            )
        );
        draw(1);
    }

    function test_draw_revertsWhen_PoolHasNoCash() public {
        vm.prank(lender);
        pool.withdraw(4_999_999 * USD, lender, lender);
        vm.expectRevert(
            abi.encodeWithSelector(ILendingPoolErrors.NotEnoughCash.selector, USD + 1, USD)
        );
        draw(USD + 1);
    }

    function test_draw_afterFullRepaymentStartsAnew() public {
        draw(100 * USD);
        usd.mint(alice, 100 * USD);
        vm.prank(alice);
        book.repay(id, MAX);
        assertDebt(id, 0, 0, false);
        draw(200 * USD);
        assertDebt(id, 200 * USD, time(), false);
    }

    function test_draw_ofAnotherLoanTouchesNoOther() public {
        draw(10_000 * USD);
        LoanId other = openBtc(bob, BTC, 30_000 * USD);
        assertEq(debtOf(id), 10_000 * USD);
        assertEq(debtOf(other), 30_000 * USD);
        CollateralId first = book.loan(other).ids[0];
        assertTrue(first == btcId);
    }
}
