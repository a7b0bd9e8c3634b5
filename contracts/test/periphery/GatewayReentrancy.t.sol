// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ReentrancyGuardTransient} from "solady/utils/ReentrancyGuardTransient.sol";

import {IGateway, Opening} from "../../src/interfaces/IGateway.sol";
import {CollateralId} from "../../src/types/CollateralId.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {ReentrantToken} from "../tokens/ReentrantToken.sol";
import {PeripheryFixture} from "./PeripheryFixture.sol";
import {ReentrantPool} from "./ReentrantPool.sol";
import {Wallet} from "./Wallet.sol";

/// @notice From inside any function of the gateway, each of its functions is closed; whoever calls
///         back cannot fail the transaction by it.
contract GatewayReentrancyTest is PeripheryFixture {
    Wallet private wallet;
    LoanId private owing;
    LoanId private secured;

    /// @dev `owing` is 10 coins on gold, `secured` 100 cash on 10 coins; some coins are lent.
    function setUp() public override {
        super.setUp();
        wallet = new Wallet();
        (owing, secured) =
        (idWith(wethPool, address(wallet), 1), idWith(cashPool, address(wallet), 1));
        gold.faucet(address(wallet), 2 * BTC);
        vm.deal(address(wallet), 50 ether);
        vm.startPrank(address(wallet));
        book.setOperator(address(gateway), 7, type(uint40).max);
        gold.approve(address(gateway), ANY);
        wethPool.approve(address(gateway), ANY);
        gateway.open(opening(owing, goldForWethId, BTC, 10 ether), noPermit(), noApproval());
        gateway.open{value: 10 ether}(
            opening(secured, wethId, 10 ether, 100 * USD), noPermit(), noApproval()
        );
        gateway.lendNative{value: 10 ether}(address(wethPool), 0);
        vm.stopPrank();
    }

    function every() private view returns (bytes[8] memory calls) {
        Opening memory o = opening(owing, goldForWethId, BTC, 1 ether);
        o.native = true;
        uint256 shares = wethPool.balanceOf(address(wallet)) / 2;
        calls = [
            abi.encodeCall(IGateway.open, (o, noPermit(), noApproval())),
            abi.encodeCall(IGateway.pledge, (secured, wethId, 1 ether, noPermit(), noApproval())),
            abi.encodeCall(
                IGateway.withdrawNative, (secured, wethId, 1 ether, time(), noApproval())
            ),
            abi.encodeCall(IGateway.drawNative, (owing, 1 ether, ANY, time(), noApproval())),
            abi.encodeCall(IGateway.repay, (owing, 0, noPermit())),
            abi.encodeCall(IGateway.close, (owing, 0, true, noPermit(), noApproval())),
            abi.encodeCall(IGateway.lendNative, (address(wethPool), 0)),
            abi.encodeCall(IGateway.redeemNative, (address(wethPool), shares, 0, noPermit()))
        ];
    }

    function assertClosed(bytes memory answer) private pure {
        assertEq(answer, abi.encodePacked(ReentrancyGuardTransient.Reentrancy.selector));
    }

    /// @dev By the payment at the end of what pays native coin: 11 coins repay 10 and bring one
    ///      back.
    function test_gateway_callerCannotReenter() public {
        bytes[8] memory calls = every();
        uint256[8] memory values = [uint256(0), 0, 0, 0, 11 ether, 11 ether, 0, 0];
        for (uint256 outer = 0; outer < 8; outer++) {
            if (outer == 1 || outer == 6) continue;
            for (uint256 inner = 0; inner < 8; inner++) {
                uint256 snapshot = vm.snapshotState();
                wallet.set(calls[inner], false);
                wallet.run(address(gateway), values[outer], calls[outer]);
                assertClosed(wallet.answer());
                assertLeavesNothing();
                vm.revertToState(snapshot);
            }
        }
    }

    function test_gateway_tokenCannotReenter() public {
        bytes[8] memory calls = every();
        ReentrantToken hostile = new ReentrantToken(8);
        CollateralId hostileId = list(cashPool, address(hostile), goldOracle, 0);
        LoanId id = idWith(cashPool, alice, 1);
        hostile.mint(alice, 8 * BTC);
        vm.startPrank(alice);
        book.setOperator(address(gateway), 3, type(uint40).max);
        hostile.approve(address(gateway), ANY);
        for (uint256 inner = 0; inner < 8; inner++) {
            hostile.setHook(ReentrantToken.Hook(address(gateway), calls[inner], true, true, false));
            gateway.pledge(id, hostileId, BTC, noPermit(), noApproval());
            assertClosed(hostile.lastResult());
            assertEq(hostile.balanceOf(address(gateway)), 0);
            assertEq(hostile.allowance(address(gateway), address(book)), 0);
        }
        vm.stopPrank();
        assertEq(hostile.callCount(), 32);
    }

    function test_gateway_poolCannotReenter() public {
        bytes[8] memory calls = every();
        ReentrantPool hostile = new ReentrantPool(address(weth));
        for (uint256 inner = 0; inner < 8; inner++) {
            hostile.setCallBack(calls[inner]);
            vm.prank(alice);
            gateway.lendNative{value: 1 ether}(address(hostile), 0);
            assertClosed(hostile.answer());
            assertLeavesNothing();
        }
    }
}
