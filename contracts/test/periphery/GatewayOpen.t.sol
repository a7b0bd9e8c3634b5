// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {
    IGatewayErrors,
    OperatorApproval,
    Opening,
    Permit
} from "../../src/interfaces/IGateway.sol";
import {ILoanBookErrors} from "../../src/interfaces/ILoanBook.sol";
import {CollateralId} from "../../src/types/CollateralId.sol";
import {Loan} from "../../src/types/Loan.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {PeripheryFixture} from "./PeripheryFixture.sol";

contract GatewayOpenTest is PeripheryFixture {
    LoanId private id;

    function setUp() public override {
        super.setUp();
        id = idWith(cashPool, alice, 1);
    }

    function openGold(Permit memory permit, OperatorApproval memory approval) private {
        Opening memory o = opening(id, goldId, BTC, 30_000 * USD);
        vm.prank(alice);
        gateway.open(o, permit, approval);
    }

    function assertOpened(CollateralId collateralId, uint256 pledged) private view {
        Loan memory loan = book.loan(id);
        assertEq(loan.count, 1);
        assertTrue(loan.ids[0] == collateralId);
        assertEq(loan.amounts[0], pledged);
        assertLeavesNothing();
    }

    /// @dev Two signatures, one transaction, nothing approved before.
    function test_open_withPermitAndApproval() public {
        openGold(permitFor(address(gold), BTC), approvalFor(3));
        assertOpened(goldId, BTC);
        assertEq(cash.balanceOf(alice), 30_000 * USD);
        assertEq(gold.allowance(alice, address(gateway)), 0);
    }

    function test_open_withStandingAllowances() public {
        trustGateway();
        openGold(noPermit(), noApproval());
        assertOpened(goldId, BTC);
    }

    /// @dev A loan that holds the collateral already needs the right to draw alone.
    function test_open_addsToHeldCollateralWithTheRightToDraw() public {
        openGold(permitFor(address(gold), BTC), approvalFor(3));
        openGold(permitFor(address(gold), BTC), approvalFor(2));
        assertOpened(goldId, 2 * BTC);
    }

    function test_open_wrapsNativeCollateral() public {
        Opening memory o = opening(id, wethId, 10 ether, 8_000 * USD);
        OperatorApproval memory approval = approvalFor(3);
        vm.prank(alice);
        gateway.open{value: 10 ether}(o, noPermit(), approval);
        assertOpened(wethId, 10 ether);
        assertEq(alice.balance, 990 ether);
        assertEq(cash.balanceOf(alice), 8_000 * USD);
    }

    function test_open_paysTheLoanInNativeCoin() public {
        id = idWith(wethPool, alice, 1);
        Opening memory o = opening(id, goldForWethId, BTC, 12 ether);
        o.native = true;
        Permit memory permit = permitFor(address(gold), BTC);
        OperatorApproval memory approval = approvalFor(3);
        vm.prank(alice);
        gateway.open(o, permit, approval);
        assertOpened(goldForWethId, BTC);
        assertEq(alice.balance, 1_012 ether);
        assertEq(weth.balanceOf(alice), 0);
    }

    /// @dev The loan token may be the wrapped coin and still be wanted as it is.
    function test_open_paysTheWrappedCoinUnlessNativeIsAskedFor() public {
        id = idWith(wethPool, alice, 1);
        Opening memory o = opening(id, goldForWethId, BTC, 12 ether);
        Permit memory permit = permitFor(address(gold), BTC);
        OperatorApproval memory approval = approvalFor(3);
        vm.prank(alice);
        gateway.open(o, permit, approval);
        assertEq(weth.balanceOf(alice), 12 ether);
        assertEq(alice.balance, 1_000 ether);
    }

    // Permits

    /// @dev Someone takes the permit out of the pending transaction and submits it first.
    function test_open_survivesAPermitSubmittedByAnother() public {
        Permit memory p = permitFor(address(gold), BTC);
        vm.prank(carol);
        gold.permit(alice, address(gateway), p.value, p.deadline, p.v, p.r, p.s);
        openGold(p, approvalFor(3));
        assertOpened(goldId, BTC);
    }

    /// @dev The allowance that such a permit leaves is of no use to who submitted it.
    function test_open_takesFromTheCallerAlone() public {
        Permit memory p = permitFor(address(gold), BTC);
        gold.permit(alice, address(gateway), p.value, p.deadline, p.v, p.r, p.s);
        Opening memory o = opening(idWith(cashPool, carol, 1), goldId, BTC, 30_000 * USD);
        vm.startPrank(carol);
        book.setOperator(address(gateway), 7, type(uint40).max);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGatewayErrors.InsufficientAllowance.selector, address(gold), 0, BTC
            )
        );
        gateway.open(o, p, noApproval());
    }

    function test_open_revertsWhen_PermitIsUsedUp() public {
        Permit memory p = permitFor(address(gold), BTC);
        openGold(p, approvalFor(3));
        OperatorApproval memory approval = approvalFor(3);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGatewayErrors.InsufficientAllowance.selector, address(gold), 0, BTC
            )
        );
        openGold(p, approval);
    }

    function test_open_revertsWhen_PermitIsForLess() public {
        Permit memory p = permitFor(address(gold), BTC - 1);
        OperatorApproval memory approval = approvalFor(3);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGatewayErrors.InsufficientAllowance.selector, address(gold), BTC - 1, BTC
            )
        );
        openGold(p, approval);
    }

    function test_open_revertsWhen_TokenHasNoPermit() public {
        Opening memory o = opening(id, plainId, BTC, 30_000 * USD);
        Permit memory p = permitFor(address(gold), BTC);
        OperatorApproval memory approval = approvalFor(3);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(
                IGatewayErrors.InsufficientAllowance.selector, address(btc), 0, BTC
            )
        );
        gateway.open(o, p, approval);
    }

    /// @dev The token's own error comes through.
    function test_open_revertsWhen_BalanceIsShort() public {
        trustGateway();
        Opening memory o = opening(id, goldId, 101 * BTC, 30_000 * USD);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientBalance.selector, alice, 100 * BTC, 101 * BTC
            )
        );
        gateway.open(o, noPermit(), noApproval());
    }

    // Approvals

    function test_open_survivesAnApprovalSubmittedByAnother() public {
        OperatorApproval memory a = approvalFor(3);
        vm.prank(carol);
        book.setOperatorBySignature(
            alice, address(gateway), a.rights, a.expiry, a.deadline, a.signature
        );
        openGold(permitFor(address(gold), BTC), a);
        assertOpened(goldId, BTC);
    }

    /// @dev The signature was used and the borrower has taken the rights back since.
    function test_open_revertsWhen_ApprovalIsReplayed() public {
        OperatorApproval memory a = approvalFor(3);
        openGold(permitFor(address(gold), BTC), a);
        vm.prank(alice);
        book.setOperator(address(gateway), 0, 0);
        Permit memory p = permitFor(address(gold), BTC);
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.InvalidSignature.selector, alice));
        openGold(p, a);
    }

    /// @dev Fewer rights stand than were signed for: the signature's error, not a later one.
    function test_open_revertsWhen_StandingRightsAreFewer() public {
        OperatorApproval memory a = approvalFor(3);
        a.rights = 7;
        vm.prank(alice);
        book.setOperator(address(gateway), 3, type(uint40).max);
        Permit memory p = permitFor(address(gold), BTC);
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.InvalidSignature.selector, alice));
        openGold(p, a);
    }

    function test_open_revertsWhen_StandingRightsAreExpired() public {
        OperatorApproval memory a = approvalFor(3);
        openGold(permitFor(address(gold), BTC), a);
        skipTime(1);
        Permit memory p = permitFor(address(gold), BTC);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.SignatureExpired.selector, a.deadline, a.deadline + 1
            )
        );
        openGold(p, a);
    }

    function test_open_revertsWhen_SignedByAnother() public {
        (, aliceKey) = makeAddrAndKey("carol");
        OperatorApproval memory a = approvalFor(3);
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.InvalidSignature.selector, alice));
        openGold(noPermit(), a);
    }

    function test_open_revertsWhen_NotApproved() public {
        Permit memory p = permitFor(address(gold), BTC);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.NotAllowed.selector, address(gateway), id, uint8(1)
            )
        );
        openGold(p, noApproval());
    }

    // What the borrower accepts

    /// @dev The rate is the one after the draw: at 30,000 of 5,000,000 owed, 4 % * 0.6 / 90.
    function test_open_acceptsTheRateItMakes() public {
        trustGateway();
        uint256 rate = uint256(4e8) * 6e15 / 9e17;
        Opening memory o = opening(id, goldId, BTC, 30_000 * USD);
        o.maxRate = rate - 1;
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IGatewayErrors.RateAboveMaximum.selector, rate, rate - 1)
        );
        gateway.open(o, noPermit(), noApproval());
        o.maxRate = rate;
        vm.prank(alice);
        gateway.open(o, noPermit(), noApproval());
        assertEq(cashPool.rateOf(0), rate);
    }

    /// @dev The loan pays the rate of its riskiest collateral, whatever is pledged now.
    function test_open_asksForTheRateOfTheLoansClass() public {
        trustGateway();
        vm.startPrank(alice);
        Opening memory o = opening(id, wethId, ETHER, 500 * USD);
        gateway.open{value: ETHER}(o, noPermit(), noApproval());
        o = opening(id, goldId, BTC, 100 * USD);
        o.maxRate = cashPool.rateOf(1) - 1;
        vm.expectPartialRevert(IGatewayErrors.RateAboveMaximum.selector);
        gateway.open(o, noPermit(), noApproval());
        vm.stopPrank();
    }

    function test_open_revertsWhen_DeadlinePassed() public {
        trustGateway();
        Opening memory o = opening(id, goldId, BTC, 30_000 * USD);
        uint256 deadline = o.deadline;
        skipTime(1);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IGatewayErrors.DeadlinePassed.selector, deadline, deadline + 1)
        );
        gateway.open(o, noPermit(), noApproval());
    }

    // Native coin

    function test_open_revertsWhen_ValueIsNotThePledge() public {
        trustGateway();
        Opening memory o = opening(id, wethId, 10 ether, 8_000 * USD);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IGatewayErrors.ValueMismatch.selector, 9 ether, 10 ether)
        );
        gateway.open{value: 9 ether}(o, noPermit(), noApproval());
    }

    function test_open_revertsWhen_ValueForAnotherToken() public {
        trustGateway();
        Opening memory o = opening(id, goldId, BTC, 30_000 * USD);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IGatewayErrors.NotNative.selector, address(gold), address(weth))
        );
        gateway.open{value: BTC}(o, noPermit(), noApproval());
    }

    function test_open_revertsWhen_NativeAskedForAnotherToken() public {
        trustGateway();
        Opening memory o = opening(id, goldId, BTC, 30_000 * USD);
        o.native = true;
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IGatewayErrors.NotNative.selector, address(cash), address(weth))
        );
        gateway.open(o, noPermit(), noApproval());
    }

    // Whose loan

    function test_open_revertsWhen_NotTheBorrower() public {
        trustGateway();
        Opening memory o = opening(id, goldId, BTC, 30_000 * USD);
        vm.prank(carol);
        vm.expectRevert(abi.encodeWithSelector(IGatewayErrors.NotBorrower.selector, carol, id));
        gateway.open(o, noPermit(), noApproval());
    }

    /// @dev The book's refusals come through as they are.
    function test_open_revertsWhen_AboveOpenLimit() public {
        trustGateway();
        Opening memory o = opening(id, goldId, BTC, 30_000 * USD + 1);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.AboveOpenLimit.selector, id, 30_000 * USD + 1, 30_000 * USD
            )
        );
        gateway.open(o, noPermit(), noApproval());
    }
}
