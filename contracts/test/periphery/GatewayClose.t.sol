// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGatewayErrors, OperatorApproval, Permit} from "../../src/interfaces/IGateway.sol";
import {ILoanBookErrors} from "../../src/interfaces/ILoanBook.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {PeripheryFixture} from "./PeripheryFixture.sol";

contract GatewayCloseTest is PeripheryFixture {
    LoanId private id;
    LoanId private owing;

    /// @dev `id` is 30,000 cash on gold, BTC and 10 coins; `owing` is 10 coins on gold worth 30.
    function setUp() public override {
        super.setUp();
        (id, owing) = (idWith(cashPool, alice, 1), idWith(wethPool, alice, 1));
        vm.startPrank(alice);
        weth.deposit{value: 10 ether}();
        weth.approve(address(book), ANY);
        gold.approve(address(book), ANY);
        book.pledge(id, goldId, BTC);
        book.pledge(id, plainId, BTC);
        book.open(id, wethId, 10 ether, 30_000 * USD, alice);
        book.open(owing, goldForWethId, BTC, 10 ether, alice);
        weth.withdraw(10 ether);
        vm.stopPrank();
        cash.faucet(alice, 10_000 * USD);
        skipTime(182 days);
    }

    function assertClosed(LoanId closed) private view {
        assertEq(book.loan(closed).units, 0);
        assertEq(book.loan(closed).count, 0);
        assertLeavesNothing();
    }

    /// @dev Two signatures: a permit with some room for interest, and the right to withdraw.
    function test_close_repaysAllAndBringsEverythingBack() public {
        uint256 debt = debtOf(cashPool, id);
        Permit memory p = permitFor(address(cash), debt + 10 * USD);
        OperatorApproval memory approval = approvalFor(4);
        vm.prank(alice);
        assertEq(gateway.close(id, debt + 10 * USD, true, p, approval), debt);
        assertClosed(id);
        assertEq(cash.balanceOf(alice), 40_000 * USD - debt);
        assertEq(gold.balanceOf(alice), 99 * BTC);
        assertEq(btc.balanceOf(alice), 100 * BTC);
        assertEq(alice.balance, 1_010 ether);
    }

    function test_close_keepsTheWrappedCoinUnlessNativeIsAskedFor() public {
        trustGateway();
        vm.prank(alice);
        gateway.close(id, ANY, false, noPermit(), noApproval());
        assertClosed(id);
        assertEq(alice.balance, 1_000 ether);
        assertEq(weth.balanceOf(alice), 10 ether);
    }

    function test_close_nativeRefundsWhatIsNotNeeded() public {
        uint256 debt = debtOf(wethPool, owing);
        OperatorApproval memory approval = approvalFor(4);
        vm.prank(alice);
        assertEq(gateway.close{value: 11 ether}(owing, 0, true, noPermit(), approval), debt);
        assertClosed(owing);
        assertEq(alice.balance, 1_000 ether - debt);
        assertEq(gold.balanceOf(alice), 99 * BTC);
    }

    /// @dev Repaid by someone else in the meantime: all that was sent comes back.
    function test_close_withoutDebtReturnsAllNativeCoin() public {
        vm.startPrank(lender);
        weth.approve(address(book), ANY);
        book.repay(owing, ANY);
        vm.stopPrank();
        OperatorApproval memory approval = approvalFor(4);
        vm.prank(alice);
        assertEq(gateway.close{value: 11 ether}(owing, 0, false, noPermit(), approval), 0);
        assertClosed(owing);
        assertEq(alice.balance, 1_000 ether);
    }

    /// @dev Called, past its window, with dead oracles: a borrower who pays can leave.
    function test_close_worksWhenCalledAndWithoutAPrice() public {
        trustGateway();
        goldOracle.set(1e36, 1e36);
        book.call(id);
        skipTime(25 hours);
        goldOracle.setDead(true);
        wethOracle.setDead(true);
        vm.prank(alice);
        gateway.close(id, ANY, true, noPermit(), noApproval());
        assertClosed(id);
    }

    function test_close_revertsWhen_DebtAboveMaximum() public {
        trustGateway();
        uint256 debt = debtOf(cashPool, id);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IGatewayErrors.DebtAboveMaximum.selector, debt, debt - 1)
        );
        gateway.close(id, debt - 1, false, noPermit(), noApproval());
        vm.prank(alice);
        gateway.close(id, debt, false, noPermit(), noApproval());
        assertClosed(id);
    }

    function test_close_revertsWhen_ValueBelowDebt() public {
        trustGateway();
        uint256 debt = debtOf(wethPool, owing);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IGatewayErrors.DebtAboveMaximum.selector, debt, debt - 1)
        );
        gateway.close{value: debt - 1}(owing, ANY, false, noPermit(), noApproval());
    }

    function test_close_revertsWhen_ValueForAnotherToken() public {
        trustGateway();
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IGatewayErrors.NotNative.selector, address(cash), address(weth))
        );
        gateway.close{value: 11 ether}(id, 0, false, noPermit(), noApproval());
    }

    function test_close_revertsWhen_WithoutTheRight() public {
        Permit memory p = permitFor(address(cash), 40_000 * USD);
        OperatorApproval memory approval = approvalFor(3);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.NotAllowed.selector, address(gateway), id, uint8(4)
            )
        );
        gateway.close(id, ANY, false, p, approval);
    }

    function test_close_revertsWhen_NothingThere() public {
        LoanId none = idWith(cashPool, alice, 2);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.NoCollateral.selector, none));
        gateway.close(none, ANY, false, noPermit(), noApproval());
    }

    function test_close_revertsWhen_NotTheBorrower() public {
        trustGateway();
        vm.prank(carol);
        vm.expectRevert(abi.encodeWithSelector(IGatewayErrors.NotBorrower.selector, carol, id));
        gateway.close(id, ANY, false, noPermit(), noApproval());
    }
}
