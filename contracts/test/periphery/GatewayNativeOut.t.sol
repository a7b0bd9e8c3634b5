// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGatewayErrors, OperatorApproval} from "../../src/interfaces/IGateway.sol";
import {ILoanBookErrors} from "../../src/interfaces/ILoanBook.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {PeripheryFixture} from "./PeripheryFixture.sol";

/// @notice Draws and withdrawals in native coin.
contract GatewayNativeOutTest is PeripheryFixture {
    LoanId private backed;
    LoanId private owing;

    /// @dev `backed` is 8,000 cash on 10 coins; `owing` is 10 coins on gold worth 30.
    function setUp() public override {
        super.setUp();
        (backed, owing) = (idWith(cashPool, alice, 1), idWith(wethPool, alice, 1));
        vm.startPrank(alice);
        weth.deposit{value: 10 ether}();
        weth.approve(address(book), ANY);
        gold.approve(address(book), ANY);
        book.open(backed, wethId, 10 ether, 8_000 * USD, alice);
        book.open(owing, goldForWethId, BTC, 10 ether, alice);
        weth.withdraw(10 ether);
        vm.stopPrank();
    }

    function test_withdrawNative_unwraps() public {
        OperatorApproval memory approval = approvalFor(4);
        vm.prank(alice);
        uint256 out = gateway.withdrawNative(backed, wethId, 2 ether, time(), approval);
        assertEq(out, 2 ether);
        assertEq(alice.balance, 1_002 ether);
        assertEq(book.loan(backed).amounts[0], 8 ether);
        assertLeavesNothing();
    }

    function test_withdrawNative_allOfIt() public {
        trustGateway();
        vm.startPrank(alice);
        gateway.repay(backed, ANY, noPermit());
        uint256 out = gateway.withdrawNative(backed, wethId, ANY, time(), noApproval());
        vm.stopPrank();
        assertEq(out, 10 ether);
        assertEq(alice.balance, 1_010 ether);
        assertEq(book.loan(backed).count, 0);
        assertLeavesNothing();
    }

    function test_withdrawNative_revertsWhen_AboveOpenLimit() public {
        trustGateway();
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.AboveOpenLimit.selector, backed, 8_000 * USD, 7_999.999999e6
            )
        );
        gateway.withdrawNative(backed, wethId, 2 ether + 1, time(), noApproval());
    }

    function test_withdrawNative_revertsWhen_WithoutTheRight() public {
        OperatorApproval memory approval = approvalFor(3);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.NotAllowed.selector, address(gateway), backed, uint8(4)
            )
        );
        gateway.withdrawNative(backed, wethId, ETHER, time(), approval);
    }

    function test_withdrawNative_revertsWhen_AnotherToken() public {
        trustGateway();
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IGatewayErrors.NotNative.selector, address(gold), address(weth))
        );
        gateway.withdrawNative(owing, goldForWethId, 1, time(), noApproval());
    }

    function test_withdrawNative_revertsWhen_DeadlinePassed() public {
        trustGateway();
        uint256 deadline = time() - 1;
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IGatewayErrors.DeadlinePassed.selector, deadline, deadline + 1)
        );
        gateway.withdrawNative(backed, wethId, ETHER, deadline, noApproval());
    }

    function test_withdrawNative_revertsWhen_NotTheBorrower() public {
        trustGateway();
        vm.prank(carol);
        vm.expectRevert(abi.encodeWithSelector(IGatewayErrors.NotBorrower.selector, carol, backed));
        gateway.withdrawNative(backed, wethId, ETHER, time(), noApproval());
    }

    function test_drawNative_unwraps() public {
        OperatorApproval memory approval = approvalFor(2);
        vm.prank(alice);
        gateway.drawNative(owing, 5 ether, ANY, time(), approval);
        assertEq(alice.balance, 1_005 ether);
        assertEq(debtOf(wethPool, owing), 15 ether);
        assertLeavesNothing();
    }

    /// @dev At 11 of 1,000 owed: 4 % * 1.1 / 90.
    function test_drawNative_revertsWhen_RateAboveMaximum() public {
        trustGateway();
        uint256 rate = uint256(4e8) * 11e15 / 9e17;
        vm.startPrank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IGatewayErrors.RateAboveMaximum.selector, rate, rate - 1)
        );
        gateway.drawNative(owing, ETHER, rate - 1, time(), noApproval());
        gateway.drawNative(owing, ETHER, rate, time(), noApproval());
        vm.stopPrank();
    }

    function test_drawNative_revertsWhen_WithoutTheRight() public {
        OperatorApproval memory approval = approvalFor(5);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.NotAllowed.selector, address(gateway), owing, uint8(2)
            )
        );
        gateway.drawNative(owing, ETHER, ANY, time(), approval);
    }

    function test_drawNative_revertsWhen_AnotherToken() public {
        trustGateway();
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IGatewayErrors.NotNative.selector, address(cash), address(weth))
        );
        gateway.drawNative(backed, USD, ANY, time(), noApproval());
    }

    function test_drawNative_revertsWhen_DeadlinePassed() public {
        trustGateway();
        uint256 deadline = time() - 1;
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IGatewayErrors.DeadlinePassed.selector, deadline, deadline + 1)
        );
        gateway.drawNative(owing, ETHER, ANY, deadline, noApproval());
    }

    function test_drawNative_revertsWhen_NotTheBorrower() public {
        trustGateway();
        vm.prank(carol);
        vm.expectRevert(abi.encodeWithSelector(IGatewayErrors.NotBorrower.selector, carol, owing));
        gateway.drawNative(owing, ETHER, ANY, time(), noApproval());
    }
}
