// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeTransferLib} from "solady/utils/SafeTransferLib.sol";

import {ILendingPoolErrors} from "../../../src/interfaces/ILendingPool.sol";
import {ILoanBookErrors} from "../../../src/interfaces/ILoanBook.sol";
import {BlocklistToken} from "../../tokens/BlocklistToken.sol";
import {FalseReturnToken} from "../../tokens/FalseReturnToken.sol";
import {FeeOnTransferToken} from "../../tokens/FeeOnTransferToken.sol";
import {NoReturnToken} from "../../tokens/NoReturnToken.sol";
import {PlainToken} from "../../tokens/PlainToken.sol";
import {RebasingToken} from "../../tokens/RebasingToken.sol";
import {ReentrantToken} from "../../tokens/ReentrantToken.sol";
import {TokenTest} from "../../utils/TokenTest.sol";

/// @notice Tokens with one habit each, on either side: those that move exact amounts live a whole
///         life, the others are refused where they do not.
contract AwkwardTest is TokenTest {
    function asCollateral(address token) internal {
        market(address(new PlainToken(6)), token);
    }

    function asLoanToken(address token) internal {
        market(token, address(new PlainToken(18)));
    }

    // No return value

    function test_noReturn_asCollateral() public {
        asCollateral(address(new NoReturnToken(18)));
        live();
    }

    function test_noReturn_asLoanToken() public {
        asLoanToken(address(new NoReturnToken(6)));
        live();
    }

    // False instead of a revert

    function test_falseReturn_asCollateral() public {
        asCollateral(address(new FalseReturnToken(18)));
        live();
    }

    function test_falseReturn_asLoanToken() public {
        asLoanToken(address(new FalseReturnToken(6)));
        live();
    }

    function test_falseReturn_revertsWhen_CollateralDoesNotCome() public {
        FalseReturnToken token = new FalseReturnToken(18);
        asCollateral(address(token));
        token.setRefusing(true);
        vm.expectRevert(SafeTransferLib.TransferFromFailed.selector);
        vm.prank(alice);
        book.pledge(id(), collateralId, lot);
    }

    function test_falseReturn_revertsWhen_CollateralDoesNotGo() public {
        FalseReturnToken token = new FalseReturnToken(18);
        asCollateral(address(token));
        vm.prank(alice);
        book.pledge(id(), collateralId, lot);
        token.setRefusing(true);
        vm.expectRevert(SafeTransferLib.TransferFailed.selector);
        vm.prank(alice);
        book.withdraw(id(), collateralId, lot, alice);
        assertEq(book.loan(id()).amounts[0], lot, "still the borrower's");
    }

    function test_falseReturn_revertsWhen_LoanTokenDoesNotMove() public {
        FalseReturnToken token = new FalseReturnToken(6);
        asLoanToken(address(token));
        open();
        token.setRefusing(true);
        vm.expectRevert(SafeTransferLib.TransferFromFailed.selector);
        vm.prank(alice);
        book.repay(id(), loanLot);
        vm.expectRevert(SafeTransferLib.TransferFailed.selector);
        vm.prank(alice);
        book.draw(id(), loanLot, alice);
        vm.expectRevert(SafeTransferLib.TransferFromFailed.selector);
        vm.prank(lender);
        pool.deposit(loanLot, lender);
        vm.expectRevert(SafeTransferLib.TransferFailed.selector);
        vm.prank(lender);
        pool.withdraw(loanLot, lender, lender);
    }

    // A fee on transfer: refused wherever the book or the pool receives

    function test_feeOnTransfer_withoutFeeLives() public {
        asCollateral(address(new FeeOnTransferToken(18, 0)));
        live();
    }

    function test_feeOnTransfer_revertsAsCollateral() public {
        FeeOnTransferToken token = new FeeOnTransferToken(18, 100);
        asCollateral(address(token));
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.TransferMismatch.selector, token, lot, lot * 99 / 100
            )
        );
        vm.prank(alice);
        book.pledge(id(), collateralId, lot);
    }

    function test_feeOnTransfer_revertsAsLoanToken() public {
        FeeOnTransferToken token = new FeeOnTransferToken(6, 0);
        asLoanToken(address(token));
        open();
        token.setFeeBps(100);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.TransferMismatch.selector, token, loanLot, loanLot * 99 / 100
            )
        );
        vm.prank(alice);
        book.repay(id(), loanLot);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILendingPoolErrors.TokenMismatch.selector, token, loanLot, loanLot * 99 / 100
            )
        );
        vm.prank(lender);
        pool.deposit(loanLot, lender);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILendingPoolErrors.TokenMismatch.selector, token, loanLot, loanLot * 99 / 100
            )
        );
        vm.prank(lender);
        pool.fundFirstLoss(loanLot);
    }

    /// @dev A fee switched on later is borne by who receives; nobody else's collateral pays it.
    function test_feeOnTransfer_switchedOnLaterIsTheReceivers() public {
        FeeOnTransferToken token = new FeeOnTransferToken(18, 0);
        asCollateral(address(token));
        vm.prank(alice);
        book.pledge(id(), collateralId, 10 * lot);
        token.setFeeBps(100);
        uint256 before = token.balanceOf(alice);
        vm.prank(alice);
        assertEq(book.withdraw(id(), collateralId, lot, alice), lot);
        assertEq(token.balanceOf(alice) - before, lot * 99 / 100);
        assertEq(token.balanceOf(address(book)), 9 * lot);
        assertEq(book.loan(id()).amounts[0], 9 * lot);
    }

    // Rebasing

    function test_rebasing_whileItStandsStillLives() public {
        asCollateral(address(new RebasingToken(18)));
        live();
    }

    /// @dev At 1.3 base units a share, a transfer of 10^18 + 1 moves 10^18: refused.
    function test_rebasing_revertsWhen_TransfersRound() public {
        RebasingToken token = new RebasingToken(18);
        asCollateral(address(token));
        token.rebase(1.3e18);
        uint256 amount = lot + 1;
        uint256 moved = amount * 1e18 / 1.3e18 * 1.3e18 / 1e18;
        assertLt(moved, amount);
        vm.expectPartialRevert(ILoanBookErrors.TransferMismatch.selector);
        vm.prank(alice);
        book.pledge(id(), collateralId, amount);
    }

    /// @dev What a rebase gives is a stray transfer: no field changes. What it takes is missing for
    ///      who withdraws last: such tokens must not be listed.
    function test_rebasing_changesNoField() public {
        RebasingToken token = new RebasingToken(18);
        asCollateral(address(token));
        open();
        token.rebase(2e18);
        assertEq(book.loan(id()).amounts[0], 100 * lot);
        token.rebase(0.25e18);
        assertEq(token.balanceOf(address(book)), 50 * lot);
        vm.startPrank(alice);
        book.repay(id(), MAX);
        vm.expectRevert(SafeTransferLib.TransferFailed.selector);
        book.withdraw(id(), collateralId, MAX, alice);
        assertEq(book.withdraw(id(), collateralId, 50 * lot, alice), 50 * lot);
        vm.stopPrank();
    }

    function test_rebasing_asLoanTokenChangesNoField() public {
        RebasingToken token = new RebasingToken(6);
        asLoanToken(address(token));
        open();
        uint256 assets = pool.totalAssets();
        uint256 cash = pool.cash();
        token.rebase(2e18);
        assertEq(pool.totalAssets(), assets);
        assertEq(pool.cash(), cash);
        assertEq(pool.maxWithdraw(lender), cash);
    }

    // A blocklist and a pause

    function test_blocklist_livesWithoutBlocks() public {
        asLoanToken(address(new BlocklistToken(6)));
        live();
        asCollateral(address(new BlocklistToken(18)));
        live();
    }

    /// @dev A blocked borrower's loan is repaid, called and liquidated by others, and the borrower
    ///      still takes the rest to another account.
    function test_blocklist_aBlockedBorrowerStopsNobody() public {
        BlocklistToken token = new BlocklistToken(18);
        asCollateral(address(token));
        open();
        token.setBlocked(alice, true);
        vm.prank(liquidator);
        book.repay(id(), 1_000 * loanLot);
        callAndLiquidateBlocked();
        vm.prank(liquidator);
        book.repay(id(), MAX);
        vm.expectRevert(SafeTransferLib.TransferFailed.selector);
        vm.prank(alice);
        book.withdraw(id(), collateralId, MAX, alice);
        vm.prank(alice);
        book.withdraw(id(), collateralId, MAX, lender);
        assertEq(token.balanceOf(address(book)), 0);
    }

    function callAndLiquidateBlocked() internal {
        skipTime(1);
        setPrice(1_200);
        vm.prank(liquidator);
        (uint256 repaid,,) = book.liquidate(id(), MAX, 0, liquidator, "");
        assertGt(repaid, 0);
    }

    /// @dev A blocked liquidator names another receiver.
    function test_blocklist_aBlockedReceiverFailsAlone() public {
        BlocklistToken token = new BlocklistToken(18);
        asCollateral(address(token));
        open();
        skipTime(1);
        setPrice(1_200);
        token.setBlocked(liquidator, true);
        vm.expectRevert(SafeTransferLib.TransferFailed.selector);
        vm.prank(liquidator);
        book.liquidate(id(), MAX, 0, liquidator, "");
        vm.prank(liquidator);
        (, uint256 seized,) = book.liquidate(id(), MAX, 0, lender, "");
        assertEq(token.balanceOf(lender), 1_000 * lot + seized);
    }

    /// @dev While the loan token is paused nothing can be repaid; nothing is lost either, and calls
    ///      without a fee that must be paid out go on once it moves again.
    function test_blocklist_aPausedLoanTokenStopsAndResumes() public {
        BlocklistToken token = new BlocklistToken(6);
        asLoanToken(address(token));
        open();
        token.setPaused(true);
        vm.expectRevert(SafeTransferLib.TransferFromFailed.selector);
        vm.prank(alice);
        book.repay(id(), loanLot);
        vm.prank(alice);
        book.pledge(id(), collateralId, lot);
        token.setPaused(false);
        vm.prank(alice);
        book.repay(id(), loanLot);
        assertEq(book.loan(id()).amounts[0], 101 * lot);
    }

    /// @dev A token with hooks that calls nobody is a token.
    function test_reentrant_withoutAHookLives() public {
        asCollateral(address(new ReentrantToken(18)));
        live();
        asLoanToken(address(new ReentrantToken(6)));
        live();
    }
}
