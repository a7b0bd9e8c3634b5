// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ReentrancyGuardTransient} from "solady/utils/ReentrancyGuardTransient.sol";

import {IGateway, IGatewayErrors, Opening} from "../../src/interfaces/IGateway.sol";
import {ILoanBookErrors} from "../../src/interfaces/ILoanBook.sol";
import {Gateway} from "../../src/periphery/Gateway.sol";
import {CollateralId} from "../../src/types/CollateralId.sol";
import {LoanId, LoanIds} from "../../src/types/LoanId.sol";
import {NoReturnToken} from "../tokens/NoReturnToken.sol";
import {ReentrantToken} from "../tokens/ReentrantToken.sol";
import {IdlePool} from "./IdlePool.sol";
import {PeripheryFixture} from "./PeripheryFixture.sol";
import {StingyCreditor} from "./StingyCreditor.sol";

/// @notice A borrower that is a contract, and does something when native coin arrives.
contract Wallet {
    bytes private onReceive;
    bool public refuses;
    bytes public answer;

    function set(bytes calldata onReceive_, bool refuses_) external {
        (onReceive, refuses) = (onReceive_, refuses_);
    }

    function run(address target, uint256 value, bytes calldata data) external payable {
        (bool ok, bytes memory result) = target.call{value: value}(data);
        if (ok) return;
        assembly ("memory-safe") {
            revert(add(result, 32), mload(result))
        }
    }

    receive() external payable {
        if (onReceive.length != 0) (, answer) = msg.sender.call(onReceive);
        require(!refuses);
    }
}

/// @notice What must hold whatever the token, the pool, the creditor or the caller does.
contract GatewaySafetyTest is PeripheryFixture {
    function test_constructor_revertsWhen_NoCode() public {
        vm.expectRevert(abi.encodeWithSelector(IGatewayErrors.NoCode.selector, alice));
        new Gateway(alice, address(weth));
        vm.expectRevert(abi.encodeWithSelector(IGatewayErrors.NoCode.selector, alice));
        new Gateway(address(book), alice);
    }

    function test_gateway_saysWhatItWorksWith() public view {
        assertEq(gateway.book(), address(book));
        assertEq(gateway.wrapped(), address(weth));
    }

    function test_receive_revertsWhen_NotFromTheWrappedToken() public {
        vm.prank(alice);
        (bool ok, bytes memory answer) = address(gateway).call{value: 1}("");
        assertFalse(ok);
        assertEq(answer, abi.encodeWithSelector(IGatewayErrors.NotWrappedNative.selector, alice));
    }

    /// @dev The most common wrapped coin sends with the 2,300 gas that any payment has.
    function test_receive_fitsTheSmallestStipend() public {
        vm.prank(address(weth));
        (bool ok,) = address(gateway).call{value: 1, gas: 0}("");
        assertTrue(ok);
    }

    // Callers that are contracts

    function walletWithLoan() private returns (Wallet wallet, LoanId id) {
        wallet = new Wallet();
        id = idWith(wethPool, address(wallet), 1);
        gold.faucet(address(wallet), BTC);
        vm.startPrank(address(wallet));
        gold.approve(address(book), BTC);
        book.setOperator(address(gateway), 7, type(uint40).max);
        book.open(id, goldForWethId, BTC, 10 ether, address(wallet));
        vm.stopPrank();
    }

    function test_drawNative_revertsWhen_NativeRefused() public {
        (Wallet wallet, LoanId id) = walletWithLoan();
        wallet.set("", true);
        vm.prank(address(wallet));
        vm.expectRevert(
            abi.encodeWithSelector(IGatewayErrors.NativeRefused.selector, address(wallet), 1 ether)
        );
        gateway.drawNative(id, 1 ether, ANY, time(), noApproval());
    }

    /// @dev From inside a payment the gateway is closed, the book is not: the payment stands.
    function test_drawNative_cannotBeReentered() public {
        (Wallet wallet, LoanId id) = walletWithLoan();
        bytes memory again =
            abi.encodeCall(IGateway.drawNative, (id, 1 ether, ANY, time(), noApproval()));
        wallet.set(again, false);
        wallet.run(address(gateway), 0, again);
        assertEq(wallet.answer(), abi.encodePacked(ReentrancyGuardTransient.Reentrancy.selector));
        assertEq(address(wallet).balance, 1 ether);
        assertEq(debtOf(wethPool, id), 11 ether);
        assertLeavesNothing();
    }

    // Tokens

    /// @dev A collateral that calls back in the middle of the transfer finds the gateway closed.
    function test_open_tokenCannotReenter() public {
        ReentrantToken hostile = new ReentrantToken(8);
        CollateralId hostileId = list(cashPool, address(hostile), goldOracle, 0);
        hostile.mint(alice, BTC);
        LoanId id = idWith(cashPool, alice, 1);
        bytes memory again = abi.encodeCall(IGateway.repay, (id, 1, noPermit()));
        hostile.setHook(ReentrantToken.Hook(address(gateway), again, true, true, false));
        vm.startPrank(alice);
        book.setOperator(address(gateway), 3, type(uint40).max);
        hostile.approve(address(gateway), BTC);
        gateway.open(opening(id, hostileId, BTC, 30_000 * USD), noPermit(), noApproval());
        vm.stopPrank();
        assertEq(hostile.callCount(), 4);
        assertEq(
            hostile.lastResult(), abi.encodePacked(ReentrancyGuardTransient.Reentrancy.selector)
        );
        assertEq(hostile.allowance(address(gateway), address(book)), 0);
        assertLeavesNothing();
    }

    /// @dev Answers nothing, and refuses to change one allowance into another.
    function test_pledge_tokenWithoutReturnValues() public {
        NoReturnToken silent = new NoReturnToken(6);
        CollateralId silentId = list(cashPool, address(silent), goldOracle, 0);
        LoanId id = idWith(cashPool, alice, 1);
        silent.mint(alice, 2 * BTC);
        vm.startPrank(alice);
        book.setOperator(address(gateway), 1, type(uint40).max);
        silent.approve(address(gateway), 2 * BTC);
        gateway.pledge(id, silentId, BTC, noPermit(), noApproval());
        gateway.pledge(id, silentId, BTC, noPermit(), noApproval());
        vm.stopPrank();
        assertEq(book.loan(id).amounts[0], 2 * BTC);
        assertEq(silent.allowance(address(gateway), address(book)), 0);
    }

    /// @dev What lies in the gateway by mistake changes nothing for anyone who uses it.
    function test_gateway_ignoresStrayTokens() public {
        trustGateway();
        gold.faucet(address(gateway), 5 * BTC);
        vm.prank(lender);
        weth.transfer(address(gateway), 5 ether);
        LoanId id = idWith(cashPool, alice, 1);
        vm.startPrank(alice);
        gateway.open(opening(id, goldId, BTC, 30_000 * USD), noPermit(), noApproval());
        gateway.pledge{value: 5 ether}(id, wethId, 5 ether, noPermit(), noApproval());
        gateway.close(id, ANY, true, noPermit(), noApproval());
        vm.stopPrank();
        assertEq(alice.balance, 1_000 ether);
        assertEq(gold.balanceOf(alice), 100 * BTC);
        assertEq(gold.balanceOf(address(gateway)), 5 * BTC);
        assertEq(weth.balanceOf(address(gateway)), 5 ether);
    }

    // Creditors and pools

    /// @dev A creditor that says it paid out and did not: there is nothing to unwrap.
    function test_drawNative_revertsWhen_CreditorDoesNotPay() public {
        trustGateway();
        StingyCreditor creditor = new StingyCreditor(book, address(weth));
        CollateralId collateralId = creditor.list(address(gold), address(goldOracle), btcLadder());
        LoanId id = LoanIds.make(alice, creditor.creditorId(), 1);
        Opening memory o = opening(id, collateralId, BTC, USD);
        o.native = true;
        vm.prank(alice);
        vm.expectRevert(bytes4(keccak256("InsufficientBalance()")));
        gateway.open(o, noPermit(), noApproval());
    }

    function test_redeemNative_revertsWhen_PoolDoesNotPay() public {
        IdlePool idle = new IdlePool(address(weth));
        vm.prank(alice);
        vm.expectRevert(bytes4(keccak256("InsufficientBalance()")));
        gateway.redeemNative(address(idle), 1 ether, 0, noPermit());
    }

    /// @dev An expired right is none, also for the gateway.
    function test_gateway_rightsEndWithTheirExpiry() public {
        LoanId id = idWith(cashPool, alice, 1);
        vm.startPrank(alice);
        book.setOperator(address(gateway), 7, uint40(time()));
        gold.approve(address(gateway), ANY);
        gateway.open(opening(id, goldId, BTC, 10_000 * USD), noPermit(), noApproval());
        skipTime(1);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.NotAllowed.selector, address(gateway), id, uint8(2)
            )
        );
        gateway.open(opening(id, goldId, BTC, 10_000 * USD), noPermit(), noApproval());
        vm.stopPrank();
    }
}
