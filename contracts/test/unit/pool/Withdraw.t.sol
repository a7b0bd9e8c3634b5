// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "solady/tokens/ERC20.sol";
import {ERC4626} from "solady/tokens/ERC4626.sol";

import {ILendingPoolErrors, ILendingPoolEvents} from "../../../src/interfaces/ILendingPool.sol";
import {PoolTest} from "../../utils/PoolTest.sol";

/// @notice `withdraw` and `redeem`: as much as the shares are worth, and no more than the cash.
contract PoolWithdrawTest is PoolTest {
    function withdraw(uint256 assets) internal returns (uint256) {
        vm.prank(lender);
        return pool.withdraw(assets, carol, lender);
    }

    function redeem(uint256 shares) internal returns (uint256) {
        vm.prank(lender);
        return pool.redeem(shares, carol, lender);
    }

    function test_withdraw_emitsAndPays() public {
        vm.expectEmit(address(pool));
        emit ILendingPoolEvents.InterestShared(0, 4_999_000 * USD, 0);
        vm.expectEmit(address(pool));
        emit ERC4626.Withdraw(lender, carol, lender, 1_000 * USD, 1e15);
        assertEq(withdraw(1_000 * USD), 1e15);
        assertEq(usd.balanceOf(carol), 1_000 * USD);
        assertEq(pool.balanceOf(lender), SHARES - 1e15);
        assertEq(lenderAssets(), 4_999_000 * USD);
        assertEq(pool.cash(), 4_999_000 * USD);
    }

    /// @dev Rounded up: 999,432,399,395,814 shares for 1,000; rounded down: 1,000.567922 for 1e15.
    function test_withdraw_afterInterestBurnsFewerShares() public {
        yearOfInterest();
        assertEq(pool.previewWithdraw(1_000 * USD), 999_432_399_395_814);
        assertEq(withdraw(1_000 * USD), 999_432_399_395_814);
        assertEq(lenderAssets(), LENT - 1_000 * USD);
    }

    function test_redeem_afterInterestPaysMore() public {
        yearOfInterest();
        assertEq(pool.previewRedeem(1e15), 1_000_567_922);
        vm.expectEmit(address(pool));
        emit ERC4626.Withdraw(lender, carol, lender, 1_000_567_922, 1e15);
        assertEq(redeem(1e15), 1_000_567_922);
        assertEq(usd.balanceOf(carol), 1_000_567_922);
    }

    function test_redeem_all() public {
        assertEq(redeem(SHARES), 5_000_000 * USD);
        assertEq(pool.totalSupply(), 0);
        assertEq(pool.totalAssets(), 0);
        assertEq(pool.cash(), 0);
    }

    function test_withdraw_revertsWhen_Nothing() public {
        vm.expectRevert(ILendingPoolErrors.NothingMoved.selector);
        withdraw(0);
        vm.expectRevert(ILendingPoolErrors.NothingMoved.selector);
        redeem(0);
    }

    /// @dev At par a share is a millionth of a unit: what pays nothing out is refused.
    function test_redeem_revertsWhen_ItPaysNothing() public {
        vm.expectRevert(ILendingPoolErrors.NothingMoved.selector);
        redeem(999_999);
        assertEq(redeem(1_000_000), 1);
    }

    function test_withdraw_revertsWhen_MoreThanTheSharesAreWorth() public {
        vm.prank(lender);
        pool.transfer(bob, 1e15);
        vm.expectRevert(ERC20.InsufficientBalance.selector);
        vm.prank(bob);
        pool.withdraw(1_000 * USD + 1, bob, bob);
        vm.expectRevert(ERC20.InsufficientBalance.selector);
        vm.prank(bob);
        pool.redeem(1e15 + 1, bob, bob);
    }

    function test_withdraw_revertsWhen_CashIsLent() public {
        opened();
        vm.expectRevert(
            abi.encodeWithSelector(
                ILendingPoolErrors.NotEnoughCash.selector, 4_970_000 * USD + 1, 4_970_000 * USD
            )
        );
        withdraw(4_970_000 * USD + 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILendingPoolErrors.NotEnoughCash.selector, 5_000_000 * USD, 4_970_000 * USD
            )
        );
        redeem(SHARES);
        withdraw(4_970_000 * USD);
        assertEq(pool.cash(), 0);
        assertEq(lenderAssets(), 30_000 * USD);
    }

    function test_withdraw_revertsWhen_BeyondAnyCash() public {
        vm.expectRevert(
            abi.encodeWithSelector(ILendingPoolErrors.NotEnoughCash.selector, MAX, 5_000_000 * USD)
        );
        withdraw(MAX);
    }

    // For another

    function test_withdraw_byAllowance() public {
        vm.prank(lender);
        pool.approve(bob, 1e15);
        vm.prank(bob);
        pool.withdraw(600 * USD, carol, lender);
        assertEq(pool.allowance(lender, bob), 4e14);
        vm.expectRevert(ERC20.InsufficientAllowance.selector);
        vm.prank(bob);
        pool.redeem(4e14 + 1, carol, lender);
        vm.prank(bob);
        pool.redeem(4e14, carol, lender);
        assertEq(usd.balanceOf(carol), 1_000 * USD);
        assertEq(pool.allowance(lender, bob), 0);
    }

    function test_withdraw_revertsWhen_NotAllowed() public {
        vm.expectRevert(ERC20.InsufficientAllowance.selector);
        vm.prank(bob);
        pool.withdraw(1, bob, lender);
    }

    // What max* say is what works

    function test_max_isLimitedByCash() public {
        opened();
        assertEq(pool.maxWithdraw(lender), 4_970_000 * USD);
        assertEq(pool.maxRedeem(lender), 4_970_000 * USD * 1e6);
        vm.prank(lender);
        pool.redeem(4_970_000 * USD * 1e6, lender, lender);
        assertEq(pool.maxWithdraw(lender), 0);
        assertEq(pool.maxRedeem(lender), 0);
    }

    function test_max_isLimitedByShares() public {
        vm.prank(lender);
        pool.transfer(bob, 1e15);
        assertEq(pool.maxWithdraw(bob), 1_000 * USD);
        assertEq(pool.maxRedeem(bob), 1e15);
        vm.startPrank(bob);
        pool.redeem(1e15, bob, bob);
        vm.stopPrank();
        assertEq(pool.maxWithdraw(carol), 0);
        assertEq(pool.maxRedeem(carol), 0);
    }

    /// @dev Shares that pay nothing cannot be redeemed, and `maxRedeem` says so.
    function test_max_ofDustIsNothing() public {
        vm.startPrank(lender);
        pool.transfer(bob, 999_999);
        pool.transfer(carol, 1_000_000);
        vm.stopPrank();
        assertEq(pool.maxRedeem(bob), 0);
        assertEq(pool.maxWithdraw(bob), 0);
        assertEq(pool.maxRedeem(carol), 1_000_000);
        assertEq(pool.maxWithdraw(carol), 1);
    }

    function test_max_worksAfterInterest() public {
        yearOfInterest();
        uint256 most = pool.maxWithdraw(lender);
        assertEq(most, 4_970_000 * USD);
        uint256 snapshot = vm.snapshotState();
        withdraw(most);
        vm.revertToState(snapshot);
        uint256 shares = pool.maxRedeem(lender);
        redeem(shares);
        assertLe(pool.cash(), 1, "all but rounding");
    }

    /// @dev A lender who leaves takes the interest up to now with the shares, no more.
    function test_withdraw_leavesTheOthersPriceAlone() public {
        vm.prank(lender);
        pool.transfer(bob, SHARES / 2);
        yearOfInterest();
        uint256 before = pool.convertToAssets(1e18);
        vm.prank(bob);
        pool.redeem(SHARES / 4, bob, bob);
        assertGe(pool.convertToAssets(1e18), before);
        assertLe(pool.convertToAssets(1e18), before + 1);
    }
}
