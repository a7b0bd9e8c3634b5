// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGatewayErrors, Permit} from "../../src/interfaces/IGateway.sol";
import {ILendingPoolErrors} from "../../src/interfaces/ILendingPool.sol";
import {IdlePool} from "./IdlePool.sol";
import {PeripheryFixture} from "./PeripheryFixture.sol";

/// @notice Native coin to and from a lending pool.
contract GatewayLendTest is PeripheryFixture {
    function lendTen() private returns (uint256 shares) {
        vm.prank(alice);
        shares = gateway.lendNative{value: 10 ether}(address(wethPool), 0);
    }

    function test_lendNative_theSharesAreTheCallers() public {
        uint256 shares = lendTen();
        assertEq(wethPool.balanceOf(alice), shares);
        assertEq(wethPool.convertToAssets(shares), 10 ether);
        assertEq(alice.balance, 990 ether);
        assertLeavesNothing();
    }

    function test_lendNative_revertsWhen_SharesBelowMinimum() public {
        uint256 shares = wethPool.previewDeposit(10 ether);
        vm.startPrank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IGatewayErrors.SharesBelowMinimum.selector, shares, shares + 1)
        );
        gateway.lendNative{value: 10 ether}(address(wethPool), shares + 1);
        gateway.lendNative{value: 10 ether}(address(wethPool), shares);
        vm.stopPrank();
    }

    function test_lendNative_revertsWhen_AnotherToken() public {
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IGatewayErrors.NotNative.selector, address(cash), address(weth))
        );
        gateway.lendNative{value: 10 ether}(address(cashPool), 0);
    }

    function test_lendNative_revertsWhen_NothingSent() public {
        vm.prank(alice);
        vm.expectRevert(ILendingPoolErrors.NothingMoved.selector);
        gateway.lendNative(address(wethPool), 0);
    }

    /// @dev A pool that does not take what it is given would keep an allowance.
    function test_lendNative_revertsWhen_PoolDoesNotTake() public {
        IdlePool idle = new IdlePool(address(weth));
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IGatewayErrors.NotTaken.selector, address(idle), 10 ether)
        );
        gateway.lendNative{value: 10 ether}(address(idle), 0);
    }

    function test_redeemNative_withAPermitForTheShares() public {
        uint256 shares = lendTen();
        Permit memory p = permitFor(address(wethPool), shares);
        vm.prank(alice);
        uint256 assets = gateway.redeemNative(address(wethPool), shares, 10 ether, p);
        assertEq(assets, 10 ether);
        assertEq(alice.balance, 1_000 ether);
        assertEq(wethPool.balanceOf(alice), 0);
        assertLeavesNothing();
    }

    function test_redeemNative_survivesAPermitSubmittedByAnother() public {
        uint256 shares = lendTen();
        Permit memory p = permitFor(address(wethPool), shares);
        vm.prank(carol);
        wethPool.permit(alice, address(gateway), p.value, p.deadline, p.v, p.r, p.s);
        vm.prank(alice);
        gateway.redeemNative(address(wethPool), shares, 0, p);
        assertEq(alice.balance, 1_000 ether);
    }

    function test_redeemNative_revertsWhen_AssetsBelowMinimum() public {
        trustGateway();
        uint256 shares = lendTen();
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGatewayErrors.AssetsBelowMinimum.selector, 10 ether, 10 ether + 1
            )
        );
        gateway.redeemNative(address(wethPool), shares, 10 ether + 1, noPermit());
    }

    function test_redeemNative_revertsWhen_SharesNotAllowed() public {
        uint256 shares = lendTen();
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGatewayErrors.InsufficientAllowance.selector, address(wethPool), 0, shares
            )
        );
        gateway.redeemNative(address(wethPool), shares, 0, noPermit());
    }

    /// @dev Only the caller's own shares: another's permit and allowance help no one.
    function test_redeemNative_revertsWhen_SharesAreAnothers() public {
        uint256 shares = lendTen();
        Permit memory p = permitFor(address(wethPool), shares);
        wethPool.permit(alice, address(gateway), p.value, p.deadline, p.v, p.r, p.s);
        vm.prank(carol);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGatewayErrors.InsufficientAllowance.selector, address(wethPool), 0, shares
            )
        );
        gateway.redeemNative(address(wethPool), shares, 0, p);
    }

    function test_redeemNative_revertsWhen_AnotherToken() public {
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IGatewayErrors.NotNative.selector, address(cash), address(weth))
        );
        gateway.redeemNative(address(cashPool), 1, 0, noPermit());
    }
}
