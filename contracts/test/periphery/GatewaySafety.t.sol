// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGatewayErrors, Opening} from "../../src/interfaces/IGateway.sol";
import {ILoanBookErrors} from "../../src/interfaces/ILoanBook.sol";
import {Gateway} from "../../src/periphery/Gateway.sol";
import {CollateralId} from "../../src/types/CollateralId.sol";
import {LoanId, LoanIds} from "../../src/types/LoanId.sol";
import {NoReturnToken} from "../tokens/NoReturnToken.sol";
import {IdlePool} from "./IdlePool.sol";
import {PeripheryFixture} from "./PeripheryFixture.sol";
import {StingyCreditor} from "./StingyCreditor.sol";
import {Wallet} from "./Wallet.sol";

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

    // Tokens

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
