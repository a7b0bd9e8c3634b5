// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ReentrancyGuardTransient} from "solady/utils/ReentrancyGuardTransient.sol";

import {ILoanBook, ILoanBookErrors} from "../../../src/interfaces/ILoanBook.sol";
import {CollateralId} from "../../../src/types/CollateralId.sol";
import {LoanId, LoanIds} from "../../../src/types/LoanId.sol";
import {CreditorTest} from "../../utils/CreditorTest.sol";
import {TestCreditor} from "../../utils/TestCreditor.sol";

/// @notice What a bad creditor can do: harm to loans of its own listings, within limits, and none
///         to others.
contract CreditorBadTest is CreditorTest {
    uint256 internal constant MAX_UNITS = type(uint104).max;

    function repay(LoanId id, uint256 amount) internal {
        vm.prank(alice);
        book.repay(id, amount);
    }

    // Overcharging

    function test_badCreditor_cannotTakeMoreThanWasOffered() public {
        LoanId id = opened();
        creditor.setAsksMore(1);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.Overcharged.selector, creditor, 1_000 * USD + 1, 1_000 * USD
            )
        );
        repay(id, 1_000 * USD);
    }

    function test_badCreditor_mayTakeLess() public {
        LoanId id = opened();
        creditor.setAsksMore(-1);
        uint256 before = usd.balanceOf(alice);
        repay(id, 1_000 * USD);
        assertEq(before - usd.balanceOf(alice), 1_000 * USD - 1);
    }

    /// @dev All of the debt by name: there is no limit but the payer's approval. Who deals with a
    ///      creditor one does not trust names an amount.
    function test_badCreditor_mayAskAnythingOfWhoOffersAnything() public {
        LoanId id = opened();
        creditor.setAsksMore(int256(5 * USD));
        uint256 before = usd.balanceOf(alice);
        repay(id, MAX);
        assertEq(before - usd.balanceOf(alice), 30_005 * USD);
    }

    function test_badCreditor_cannotOverchargeALiquidator() public {
        LoanId id = opened();
        setBtc(37_000);
        creditor.setAsksMore(1);
        vm.expectPartialRevert(ILoanBookErrors.Overcharged.selector);
        liquidate(id, MAX);
    }

    /// @dev Nor undercharge: the collateral was sold for the price that was computed.
    function test_badCreditor_cannotUnderchargeALiquidator() public {
        LoanId id = opened();
        setBtc(37_000);
        creditor.setAsksMore(-1);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.Overcharged.selector, creditor, 18_997_818_181, 18_997_818_182
            )
        );
        liquidate(id, MAX);
    }

    // Units beyond their field

    function test_badCreditor_unitsAtTheLargest() public {
        creditor.setAnsweredUnits(MAX_UNITS);
        LoanId id = opened();
        assertDebt(id, MAX_UNITS, time() - 1, false);
        assertEq(book.loan(id).amounts[0], BTC, "the field beside it is untouched");
    }

    function test_badCreditor_drawRevertsWhen_UnitsTooLarge() public {
        creditor.setAnsweredUnits(MAX_UNITS + 1);
        LoanId id = LoanIds.make(alice, creditor.ID(), 1);
        expectTooLarge();
        vm.prank(alice);
        book.open(id, btcId, BTC, 30_000 * USD, alice);
    }

    function test_badCreditor_repayRevertsWhen_UnitsTooLarge() public {
        LoanId id = opened();
        creditor.setAnsweredUnits(MAX_UNITS + 1);
        expectTooLarge();
        repay(id, 1_000 * USD);
    }

    function test_badCreditor_callRevertsWhen_UnitsTooLarge() public {
        LoanId id = opened();
        setBtc(42_000);
        creditor.setAnsweredUnits(MAX_UNITS + 1);
        expectTooLarge();
        book.call(id);
    }

    function test_badCreditor_pledgeRevertsWhen_ReclassifiedUnitsTooLarge() public {
        LoanId id = opened();
        creditor.setAnsweredUnits(MAX_UNITS + 1);
        expectTooLarge();
        vm.prank(alice);
        book.pledge(id, ethId, 1);
    }

    function expectTooLarge() internal {
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.AmountTooLarge.selector, MAX_UNITS + 1, MAX_UNITS
            )
        );
    }

    // A debt out of thin air

    /// @dev It can make its own borrowers' loans look under water, and it can be paid for that; the
    ///      loans of another creditor with the same collateral stand.
    function test_badCreditor_harmsOnlyItsOwnLoans() public {
        LoanId id = opened();
        TestCreditor good = new TestCreditor(ILoanBook(address(book)), creditorTerms());
        usd.mint(address(good), 1_000_000 * USD);
        CollateralId goodBtc = good.list(collateralTerms(address(btc), address(btcOracle), 0));
        LoanId other = LoanIds.make(alice, good.ID(), 1);
        vm.prank(alice);
        book.open(other, goodBtc, BTC, 30_000 * USD, alice);
        skipTime(1);
        creditor.setAnsweredDebt(50_000 * USD);
        liquidate(id, 10_000 * USD);
        assertLt(book.loan(id).amounts[0], BTC);
        vm.expectPartialRevert(ILoanBookErrors.NotLiquidatable.selector);
        liquidate(other, MAX);
        assertEq(book.loan(other).amounts[0], BTC);
        vm.prank(alice);
        book.repay(other, MAX);
        vm.prank(alice);
        assertEq(book.withdraw(other, goodBtc, MAX, alice), BTC);
    }

    /// @dev It can refuse everything, but not hold collateral without debt.
    function test_badCreditor_cannotHoldCollateralWithoutDebt() public {
        LoanId id = LoanIds.make(alice, creditor.ID(), 1);
        vm.startPrank(alice);
        book.pledge(id, btcId, BTC);
        book.pledge(id, ethId, 1e18);
        creditor.setRefusing(true);
        creditor.closeListing(btcId);
        assertEq(book.withdraw(id, ethId, MAX, alice), 1e18);
        assertEq(book.withdraw(id, btcId, MAX, alice), BTC);
        vm.stopPrank();
    }

    // Re-entering

    /// @dev From each of its five functions, each entry of the book and the guarded view: refused,
    ///      and the action of the borrower goes through.
    function test_badCreditor_findsTheBookLocked() public {
        LoanId id = opened();
        vm.prank(alice);
        book.pledge(id, btcId, BTC);
        bytes[] memory entries = entriesOf(id);
        for (uint256 i = 0; i < entries.length; i++) {
            creditor.setHook(address(book), entries[i]);
            assertLocked(alice, abi.encodeCall(book.draw, (id, 1, alice)));
            assertLocked(alice, abi.encodeCall(book.repay, (id, 1)));
            assertLocked(alice, abi.encodeCall(book.pledge, (id, ethId, 1)));
            setBtc(21_000);
            assertLocked(bob, abi.encodeCall(book.call, (id)));
            setBtc(10_000);
            assertLocked(liquidator, abi.encodeCall(book.liquidate, (id, MAX, 0, liquidator, "")));
            btcOracle.set(1, 1);
            assertLocked(bob, abi.encodeCall(book.writeOff, (id)));
            setBtc(60_000);
        }
    }

    function assertLocked(address who, bytes memory action) internal {
        uint256 snapshot = vm.snapshotState();
        vm.prank(who);
        (bool ok,) = address(book).call(action);
        assertTrue(ok, "the action goes through");
        assertGt(creditor.hookCount(), 0, "the creditor was asked");
        assertFalse(creditor.hookOk(), "the book was locked");
        assertEq(
            creditor.hookResult(),
            abi.encodeWithSelector(ReentrancyGuardTransient.Reentrancy.selector)
        );
        vm.revertToState(snapshot);
    }

    function entriesOf(LoanId id) internal view returns (bytes[] memory calls) {
        calls = new bytes[](10);
        calls[0] = abi.encodeCall(book.open, (id, btcId, 1, 1, bob));
        calls[1] = abi.encodeCall(book.pledge, (id, btcId, 1));
        calls[2] = abi.encodeCall(book.withdraw, (id, btcId, 1, bob));
        calls[3] = abi.encodeCall(book.draw, (id, 1, bob));
        calls[4] = abi.encodeCall(book.repay, (id, 1));
        calls[5] = abi.encodeCall(book.call, (id));
        calls[6] = abi.encodeCall(book.clear, (id));
        calls[7] = abi.encodeCall(book.liquidate, (id, 1, 0, bob, ""));
        calls[8] = abi.encodeCall(book.writeOff, (id));
        calls[9] = abi.encodeCall(book.loan, (id));
    }
}
