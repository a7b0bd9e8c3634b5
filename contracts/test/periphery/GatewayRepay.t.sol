// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGatewayErrors, Permit} from "../../src/interfaces/IGateway.sol";
import {ILoanBookErrors} from "../../src/interfaces/ILoanBook.sol";
import {CollateralId} from "../../src/types/CollateralId.sol";
import {LoanId, LoanIds} from "../../src/types/LoanId.sol";
import {DiscountCreditor} from "./DiscountCreditor.sol";
import {PeripheryFixture} from "./PeripheryFixture.sol";

contract GatewayRepayTest is PeripheryFixture {
    LoanId private id;
    LoanId private owing;

    /// @dev `id` is 30,000 cash on gold; `owing` is 10 coins on gold worth 30; both half a year
    /// old.
    function setUp() public override {
        super.setUp();
        (id, owing) = (idWith(cashPool, alice, 1), idWith(wethPool, alice, 1));
        vm.startPrank(alice);
        gold.approve(address(book), ANY);
        book.open(id, goldId, BTC, 30_000 * USD, alice);
        book.open(owing, goldForWethId, BTC, 10 ether, alice);
        weth.withdraw(10 ether);
        vm.stopPrank();
        cash.faucet(alice, 10_000 * USD);
        skipTime(182 days);
    }

    function test_repay_partWithAPermit() public {
        uint256 debt = debtOf(cashPool, id);
        Permit memory p = permitFor(address(cash), 10_000 * USD);
        vm.prank(alice);
        assertEq(gateway.repay(id, 10_000 * USD, p), 10_000 * USD);
        assertApproxEqAbs(debtOf(cashPool, id), debt - 10_000 * USD, 1);
        assertLeavesNothing();
    }

    /// @dev No more than the debt is taken, however much is offered and allowed.
    function test_repay_allOfIt() public {
        uint256 debt = debtOf(cashPool, id);
        assertGt(debt, 30_000 * USD);
        Permit memory p = permitFor(address(cash), 40_000 * USD);
        vm.prank(alice);
        assertEq(gateway.repay(id, ANY, p), debt);
        assertEq(cash.balanceOf(alice), 40_000 * USD - debt);
        assertEq(book.loan(id).units, 0);
        assertLeavesNothing();
    }

    function test_repay_nativePart() public {
        vm.prank(alice);
        assertEq(gateway.repay{value: 4 ether}(owing, 0, noPermit()), 4 ether);
        assertEq(alice.balance, 1_006 ether);
        assertLeavesNothing();
    }

    function test_repay_nativeRefundsWhatIsNotNeeded() public {
        uint256 debt = debtOf(wethPool, owing);
        vm.prank(alice);
        assertEq(gateway.repay{value: 11 ether}(owing, 0, noPermit()), debt);
        assertEq(alice.balance, 1_010 ether - debt);
        assertEq(book.loan(owing).units, 0);
        assertLeavesNothing();
    }

    /// @dev Someone repays a little first: what they repaid comes back.
    function test_repay_nativeAfterAStrangersRepayment() public {
        vm.deal(carol, ETHER);
        vm.startPrank(carol);
        weth.deposit{value: ETHER}();
        weth.approve(address(book), ETHER);
        book.repay(owing, ETHER);
        vm.stopPrank();
        uint256 debt = debtOf(wethPool, owing);
        vm.prank(alice);
        assertEq(gateway.repay{value: 11 ether}(owing, 0, noPermit()), debt);
        assertEq(alice.balance, 1_010 ether - debt);
        assertLeavesNothing();
    }

    function test_repay_worksWhenCalledAndWithoutAPrice() public {
        goldOracle.set(scaled(42_000, 8), scaled(42_000, 8));
        book.call(id);
        goldOracle.setDead(true);
        Permit memory p = permitFor(address(cash), 5_000 * USD);
        vm.prank(alice);
        assertEq(gateway.repay(id, 5_000 * USD, p), 5_000 * USD);
        assertTrue(book.loan(id).called);
    }

    function test_repay_survivesAPermitSubmittedByAnother() public {
        Permit memory p = permitFor(address(cash), 5_000 * USD);
        vm.prank(carol);
        cash.permit(alice, address(gateway), p.value, p.deadline, p.v, p.r, p.s);
        vm.prank(alice);
        assertEq(gateway.repay(id, 5_000 * USD, p), 5_000 * USD);
    }

    // A creditor that takes a hundredth less than it is owed

    function test_repay_givesBackWhatTheCreditorLeaves() public {
        (DiscountCreditor creditor, LoanId discounted) = discount(address(cash));
        Permit memory p = permitFor(address(cash), 1_000 * USD);
        vm.prank(alice);
        assertEq(gateway.repay(discounted, ANY, p), 990 * USD);
        assertEq(cash.balanceOf(alice), 41_000 * USD - 990 * USD);
        assertEq(cash.balanceOf(address(creditor)), 990 * USD);
        assertLeavesNothing();
    }

    function test_repay_givesBackNativeCoinThatTheCreditorLeaves() public {
        (DiscountCreditor creditor, LoanId discounted) = discount(address(weth));
        vm.prank(alice);
        assertEq(gateway.repay{value: 2 ether}(discounted, 0, noPermit()), 990 * USD);
        assertEq(alice.balance, 1_010 ether - 990 * USD);
        assertEq(weth.balanceOf(address(creditor)), 990 * USD);
        assertLeavesNothing();
    }

    function discount(address token)
        private
        returns (DiscountCreditor creditor, LoanId discounted)
    {
        creditor = new DiscountCreditor(book, token);
        CollateralId collateralId = creditor.list(address(gold), address(goldOracle), btcLadder());
        discounted = LoanIds.make(alice, creditor.creditorId(), 1);
        if (token == address(cash)) {
            cash.faucet(address(creditor), 1_000 * USD);
        } else {
            vm.prank(lender);
            weth.transfer(address(creditor), 1_000 * USD);
        }
        vm.prank(alice);
        book.open(discounted, collateralId, BTC, 1_000 * USD, alice);
        if (token == address(cash)) return (creditor, discounted);
        vm.prank(alice);
        weth.withdraw(1_000 * USD);
        vm.deal(alice, 1_010 ether);
    }

    // Refusals

    function test_repay_revertsWhen_NoDebt() public {
        LoanId none = idWith(cashPool, alice, 2);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.NoDebt.selector, none));
        gateway.repay(none, USD, noPermit());
    }

    function test_repay_revertsWhen_NothingOffered() public {
        vm.prank(alice);
        vm.expectRevert(ILoanBookErrors.ZeroAmount.selector);
        gateway.repay(id, 0, noPermit());
    }

    function test_repay_revertsWhen_NotAllowedByTheToken() public {
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGatewayErrors.InsufficientAllowance.selector, address(cash), 0, USD
            )
        );
        gateway.repay(id, USD, noPermit());
    }

    function test_repay_revertsWhen_ValueForAnotherToken() public {
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IGatewayErrors.NotNative.selector, address(cash), address(weth))
        );
        gateway.repay{value: 1}(id, 0, noPermit());
    }

    function test_repay_revertsWhen_NotTheBorrower() public {
        vm.deal(carol, ETHER);
        vm.prank(carol);
        vm.expectRevert(abi.encodeWithSelector(IGatewayErrors.NotBorrower.selector, carol, owing));
        gateway.repay{value: ETHER}(owing, 0, noPermit());
    }
}
