// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILendingPoolErrors} from "../../../src/interfaces/ILendingPool.sol";
import {ILoanBookErrors, ILoanBookEvents} from "../../../src/interfaces/ILoanBook.sol";
import {CollateralId} from "../../../src/types/CollateralId.sol";
import {LoanId, LoanIds} from "../../../src/types/LoanId.sol";
import {SettableOracle} from "../../oracles/SettableOracle.sol";
import {BookTest} from "../../utils/BookTest.sol";

/// @notice 1 BTC at 60,000 and an open LTV of 50 %: the open limit is 30,000.
contract OpenTest is BookTest {
    LoanId internal id;

    function setUp() public override {
        super.setUp();
        id = loanOf(alice, 1);
    }

    function openAs(address who, uint256 sats, uint256 drawn, address receiver) internal {
        vm.prank(who);
        book.open(id, btcId, sats, drawn, receiver);
    }

    function test_open_storesTheLoanAndPaysOut() public {
        openAs(alice, BTC, 20_000 * USD, carol);
        assertDebt(id, 20_000 * USD, time(), false);
        assertEq(book.loan(id).count, 1);
        assertHolding(id, 0, btcId, BTC);
        assertEq(usd.balanceOf(carol), 20_000 * USD, "the receiver is paid");
        assertEq(btc.balanceOf(alice), 99 * BTC, "the caller pledged");
        assertEq(btc.balanceOf(address(book)), BTC);
        assertEq(pool.cash(), 4_980_000 * USD);
        assertEq(pool.owed(), 20_000 * USD);
    }

    function test_open_emitsPledgedAndDrawn() public {
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Pledged(id, btcId, alice, BTC);
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Drawn(id, carol, 20_000 * USD, 20_000 * USD);
        openAs(alice, BTC, 20_000 * USD, carol);
    }

    function test_open_upToTheLimit() public {
        openAs(alice, BTC, 30_000 * USD, alice);
        assertEq(debtOf(id), 30_000 * USD);
    }

    function test_open_revertsWhen_OneUnitAboveTheLimit() public {
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.AboveOpenLimit.selector, id, 30_000 * USD + 1, 30_000 * USD
            )
        );
        openAs(alice, BTC, 30_000 * USD + 1, alice);
    }

    /// @dev Doubt opens small: at (40,000, 60,000) the limit is half of 40,000.
    function test_open_countsCollateralAtTheLowPrice() public {
        setBtc(40_000, 60_000);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.AboveOpenLimit.selector, id, 20_000 * USD + 1, 20_000 * USD
            )
        );
        openAs(alice, BTC, 20_000 * USD + 1, alice);
        openAs(alice, BTC, 20_000 * USD, alice);
    }

    function test_open_atTheMinimumDebt() public {
        openAs(alice, BTC, 100 * USD, alice);
        assertEq(debtOf(id), 100 * USD);
    }

    function test_open_revertsWhen_BelowTheMinimumDebt() public {
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.DebtBelowMinimum.selector, id, 100 * USD - 1, 100 * USD
            )
        );
        openAs(alice, BTC, 100 * USD - 1, alice);
    }

    function test_open_numbersAreSeparateLoans() public {
        openAs(alice, BTC, 20_000 * USD, alice);
        LoanId other = loanOf(alice, type(uint64).max);
        vm.prank(alice);
        book.open(other, ethId, ETHER, 500 * USD, alice);
        assertHolding(id, 0, btcId, BTC);
        assertHolding(other, 0, ethId, ETHER);
        assertEq(debtOf(other), 500 * USD);
    }

    /// @dev 1 BTC and 100,000 alt at 10: limits 30,000 + 350,000. The alt is riskier: it leads.
    function test_open_addsToALoanThatExists() public {
        openAs(alice, BTC, 20_000 * USD, alice);
        vm.prank(alice);
        book.open(id, altId, 100_000 * ETHER, 360_000 * USD, alice);
        assertHolding(id, 0, altId, 100_000 * ETHER);
        assertHolding(id, 1, btcId, BTC);
        assertEq(debtOf(id), 380_000 * USD);
    }

    function test_open_revertsWhen_NothingPledged() public {
        vm.expectRevert(ILoanBookErrors.ZeroAmount.selector);
        openAs(alice, 0, 100 * USD, alice);
    }

    function test_open_revertsWhen_NothingDrawn() public {
        vm.expectRevert(ILoanBookErrors.ZeroAmount.selector);
        openAs(alice, BTC, 0, alice);
    }

    function test_open_revertsWhen_NoReceiver() public {
        vm.expectRevert(ILoanBookErrors.ZeroAddress.selector);
        openAs(alice, BTC, 100 * USD, address(0));
    }

    function test_open_revertsWhen_ListingUnknown() public {
        CollateralId unknown = CollateralId.wrap(255);
        vm.expectRevert(
            abi.encodeWithSelector(ILoanBookErrors.UnknownListing.selector, creditorId(), unknown)
        );
        vm.prank(alice);
        book.open(id, unknown, BTC, 100 * USD, alice);
    }

    function test_open_revertsWhen_CreditorUnknown() public {
        LoanId stray = LoanIds.make(alice, 99, 1);
        vm.expectRevert(
            abi.encodeWithSelector(ILoanBookErrors.UnknownListing.selector, uint32(99), btcId)
        );
        vm.prank(alice);
        book.open(stray, btcId, BTC, 100 * USD, alice);
    }

    function test_open_revertsWhen_ListingClosed() public {
        pool.closeListing(btcId);
        vm.expectRevert(
            abi.encodeWithSelector(ILoanBookErrors.ListingIsClosed.selector, creditorId(), btcId)
        );
        openAs(alice, BTC, 100 * USD, alice);
    }

    function test_open_goesOnAfterClosingWhereHeld() public {
        openAs(alice, BTC, 20_000 * USD, alice);
        pool.closeListing(btcId);
        openAs(alice, BTC, 20_000 * USD, alice);
        assertEq(debtOf(id), 40_000 * USD);
    }

    function test_open_revertsWhen_AmountTooLarge() public {
        btc.mint(alice, MAX_AMOUNT + 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.AmountTooLarge.selector, MAX_AMOUNT + 1, MAX_AMOUNT
            )
        );
        openAs(alice, MAX_AMOUNT + 1, 100 * USD, alice);
    }

    function test_open_revertsWhen_PoolHasNoCash() public {
        vm.expectRevert(
            abi.encodeWithSelector(
                ILendingPoolErrors.NotEnoughCash.selector, 5_000_000 * USD + 1, 5_000_000 * USD
            )
        );
        openAs(alice, 100 * BTC, 5_000_000 * USD + 1, alice);
    }

    function test_open_revertsWhen_OracleDead() public {
        btcOracle.setDead(true);
        vm.expectRevert(SettableOracle.Dead.selector);
        openAs(alice, BTC, 100 * USD, alice);
    }

    function test_open_revertsWhen_PriceZero() public {
        btcOracle.set(0, 1e36);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.OracleUnusable.selector, btcOracle, uint256(0), uint256(1e36)
            )
        );
        openAs(alice, BTC, 100 * USD, alice);
    }

    function test_open_revertsWhen_LowAboveHigh() public {
        btcOracle.set(2, 1);
        vm.expectRevert(
            abi.encodeWithSelector(ILoanBookErrors.OracleUnusable.selector, btcOracle, 2, 1)
        );
        openAs(alice, BTC, 100 * USD, alice);
    }

    // Operators

    function test_open_revertsWhen_StrangerBringsACollateral() public {
        vm.expectRevert(
            abi.encodeWithSelector(ILoanBookErrors.NotAllowed.selector, bob, id, uint8(1))
        );
        openAs(bob, BTC, 100 * USD, bob);
    }

    function test_open_revertsWhen_OperatorMayNotDraw() public {
        allow(1 | 4);
        vm.expectRevert(
            abi.encodeWithSelector(ILoanBookErrors.NotAllowed.selector, bob, id, uint8(2))
        );
        openAs(bob, BTC, 100 * USD, bob);
    }

    function test_open_byAnOperatorWithBothRights() public {
        allow(1 | 2);
        openAs(bob, BTC, 20_000 * USD, carol);
        assertEq(btc.balanceOf(bob), 99 * BTC, "the operator's collateral");
        assertEq(usd.balanceOf(carol), 20_000 * USD);
        assertHolding(id, 0, btcId, BTC);
    }

    // Called loans

    /// @dev Even where the new collateral alone would cure it: a cure is `pledge`, not `open`.
    function test_open_revertsWhen_CallOpen() public {
        called();
        uint256 since = time();
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.CallOpen.selector, id, since));
        openAs(alice, 50 * BTC, 100 * USD, alice);
    }

    function test_open_endsALapsedCall() public {
        called();
        skipTime(CURE + LAPSE);
        openAs(alice, BTC, 5_000 * USD, alice);
        assertDebt(id, 35_000 * USD, time(), false);
    }

    function test_open_revertsOneSecondBeforeTheLapse() public {
        called();
        uint256 since = time();
        skipTime(CURE + LAPSE - 1);
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.CallOpen.selector, id, since));
        openAs(alice, BTC, 5_000 * USD, alice);
    }
}
