// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGatewayErrors, OperatorApproval, Permit} from "../../src/interfaces/IGateway.sol";
import {ILoanBookErrors} from "../../src/interfaces/ILoanBook.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {PeripheryFixture} from "./PeripheryFixture.sol";

contract GatewayPledgeTest is PeripheryFixture {
    LoanId private id;

    function setUp() public override {
        super.setUp();
        id = idWith(cashPool, alice, 1);
        vm.startPrank(alice);
        gold.approve(address(book), BTC);
        book.open(id, goldId, BTC, 30_000 * USD, alice);
        vm.stopPrank();
    }

    /// @dev A collateral the loan holds needs no right at all.
    function test_pledge_addsToHeldCollateralWithAPermitAlone() public {
        Permit memory p = permitFor(address(gold), BTC);
        vm.prank(alice);
        gateway.pledge(id, goldId, BTC, p, noApproval());
        assertEq(book.loan(id).amounts[0], 2 * BTC);
        assertLeavesNothing();
    }

    /// @dev One transaction cures a margin call, with native coin, from nothing approved.
    function test_pledge_nativeCuresACall() public {
        skipTime(1);
        goldOracle.set(scaled(42_000, 8), scaled(42_000, 8));
        book.call(id);
        OperatorApproval memory approval = approvalFor(1);
        vm.prank(alice);
        gateway.pledge{value: 5 ether}(id, wethId, 5 ether, noPermit(), approval);
        assertFalse(book.loan(id).called);
        assertTrue(book.loan(id).ids[0] == wethId);
        assertEq(alice.balance, 995 ether);
        assertLeavesNothing();
    }

    function test_pledge_takesTheWrappedCoinWhenNoneIsSent() public {
        trustGateway();
        vm.startPrank(alice);
        weth.deposit{value: 5 ether}();
        gateway.pledge(id, wethId, 5 ether, noPermit(), noApproval());
        vm.stopPrank();
        assertEq(weth.balanceOf(alice), 0);
        assertEq(book.loan(id).amounts[0], 5 ether);
        assertLeavesNothing();
    }

    function test_pledge_revertsWhen_NewCollateralWithoutTheRight() public {
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.NotAllowed.selector, address(gateway), id, uint8(1)
            )
        );
        gateway.pledge{value: 5 ether}(id, wethId, 5 ether, noPermit(), noApproval());
    }

    function test_pledge_revertsWhen_NotAllowedByTheToken() public {
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGatewayErrors.InsufficientAllowance.selector, address(gold), 0, BTC
            )
        );
        gateway.pledge(id, goldId, BTC, noPermit(), noApproval());
    }

    function test_pledge_revertsWhen_ValueIsNotTheAmount() public {
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IGatewayErrors.ValueMismatch.selector, 6 ether, 5 ether)
        );
        gateway.pledge{value: 6 ether}(id, wethId, 5 ether, noPermit(), noApproval());
    }

    function test_pledge_revertsWhen_ValueForAnotherToken() public {
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IGatewayErrors.NotNative.selector, address(gold), address(weth))
        );
        gateway.pledge{value: BTC}(id, goldId, BTC, noPermit(), noApproval());
    }

    function test_pledge_revertsWhen_ZeroAmount() public {
        vm.prank(alice);
        vm.expectRevert(ILoanBookErrors.ZeroAmount.selector);
        gateway.pledge(id, goldId, 0, noPermit(), noApproval());
    }

    function test_pledge_revertsWhen_NotTheBorrower() public {
        trustGateway();
        vm.deal(carol, 5 ether);
        vm.prank(carol);
        vm.expectRevert(abi.encodeWithSelector(IGatewayErrors.NotBorrower.selector, carol, id));
        gateway.pledge{value: 5 ether}(id, wethId, 5 ether, noPermit(), noApproval());
    }
}
