// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeTransferLib} from "solady/utils/SafeTransferLib.sol";

import {ILoanBookErrors, ILoanBookEvents} from "../../../src/interfaces/ILoanBook.sol";
import {CollateralId} from "../../../src/types/CollateralId.sol";
import {LoanId} from "../../../src/types/LoanId.sol";
import {SettableOracle} from "../../oracles/SettableOracle.sol";
import {BookTest} from "../../utils/BookTest.sol";

contract PledgeTest is BookTest {
    LoanId internal id;

    function setUp() public override {
        super.setUp();
        id = loanOf(alice, 1);
    }

    function pledgeAs(address who, CollateralId collateralId, uint256 amount) internal {
        vm.prank(who);
        book.pledge(id, collateralId, amount);
    }

    function test_pledge_beginsALoanWithoutDebt() public {
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Pledged(id, btcId, alice, BTC);
        pledgeAs(alice, btcId, BTC);
        assertDebt(id, 0, 0, false);
        assertEq(book.loan(id).count, 1);
        assertHolding(id, 0, btcId, BTC);
        assertEq(btc.balanceOf(address(book)), BTC);
    }

    function test_pledge_addsToWhatIsHeld() public {
        pledgeAs(alice, btcId, BTC);
        pledgeAs(alice, btcId, 2 * BTC);
        assertHolding(id, 0, btcId, 3 * BTC);
        assertEq(book.loan(id).count, 1);
    }

    /// @dev A top-up does not date the loan: `since` is of draws, withdrawals and calls.
    function test_pledge_leavesDebtAndDateAlone() public {
        uint256 since = time();
        opened();
        pledgeAs(alice, btcId, BTC);
        assertDebt(id, 30_000 * USD, since, false);
    }

    function test_pledge_byAStrangerToWhatIsHeld() public {
        opened();
        pledgeAs(bob, btcId, BTC);
        assertHolding(id, 0, btcId, 2 * BTC);
        assertEq(btc.balanceOf(bob), 99 * BTC, "the stranger paid");
    }

    function test_pledge_revertsWhen_StrangerBringsACollateral() public {
        opened();
        vm.expectRevert(
            abi.encodeWithSelector(ILoanBookErrors.NotAllowed.selector, bob, id, uint8(1))
        );
        pledgeAs(bob, ethId, ETHER);
    }

    function test_pledge_byAnOperator() public {
        allow(1);
        pledgeAs(bob, ethId, ETHER);
        assertHolding(id, 0, ethId, ETHER);
    }

    function test_pledge_revertsWhen_Nothing() public {
        vm.expectRevert(ILoanBookErrors.ZeroAmount.selector);
        pledgeAs(alice, btcId, 0);
    }

    function test_pledge_revertsWhen_ListingUnknown() public {
        CollateralId none = CollateralId.wrap(0);
        vm.expectRevert(
            abi.encodeWithSelector(ILoanBookErrors.UnknownListing.selector, creditorId(), none)
        );
        pledgeAs(alice, none, 1);
    }

    function test_pledge_revertsWhen_ListingClosedAndNotHeld() public {
        opened();
        pool.closeListing(ethId);
        vm.expectRevert(
            abi.encodeWithSelector(ILoanBookErrors.ListingIsClosed.selector, creditorId(), ethId)
        );
        pledgeAs(alice, ethId, ETHER);
    }

    /// @dev Who holds a collateral may always top it up, whatever the curator did since.
    function test_pledge_worksWhen_ListingClosedAndHeld() public {
        opened();
        pool.closeListing(btcId);
        pledgeAs(alice, btcId, BTC);
        assertHolding(id, 0, btcId, 2 * BTC);
    }

    function test_pledge_upToTheLargestAmount() public {
        opened();
        uint256 room = MAX_AMOUNT - BTC;
        btc.mint(alice, room + 1);
        vm.expectRevert(
            abi.encodeWithSelector(ILoanBookErrors.AmountTooLarge.selector, room + 1, room)
        );
        pledgeAs(alice, btcId, room + 1);
        pledgeAs(alice, btcId, room);
        assertHolding(id, 0, btcId, MAX_AMOUNT);
        assertDebt(id, 30_000 * USD, time() - 1, false);
        vm.expectRevert(
            abi.encodeWithSelector(ILoanBookErrors.AmountTooLarge.selector, uint256(1), uint256(0))
        );
        pledgeAs(alice, btcId, 1);
    }

    function test_pledge_revertsWhen_NotApproved() public {
        vm.prank(alice);
        btc.approve(address(book), BTC - 1);
        vm.expectRevert(SafeTransferLib.TransferFromFailed.selector);
        pledgeAs(alice, btcId, BTC);
    }

    function test_pledge_worksWhen_OracleDead() public {
        opened();
        btcOracle.setDead(true);
        pledgeAs(alice, btcId, BTC);
        assertHolding(id, 0, btcId, 2 * BTC);
    }

    /// @dev A sliver without a price would stop every sale: it may not come while there is debt.
    function test_pledge_revertsWhen_AnotherKindHasNoPrice() public {
        opened();
        setBtc(36_000);
        altOracle.set(2, 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.OracleUnusable.selector, altOracle, uint256(2), uint256(1)
            )
        );
        pledgeAs(alice, altId, 1);
        altOracle.setDead(true);
        vm.expectRevert(SettableOracle.Dead.selector);
        pledgeAs(alice, altId, 1);
        liquidate(id);
    }

    function test_pledge_worksWhen_NoDebtAndAnotherKindHasNoPrice() public {
        altOracle.setDead(true);
        pledgeAs(alice, btcId, BTC);
        pledgeAs(alice, altId, ETHER);
        assertHolding(id, 0, altId, ETHER);
    }

    // During a call: 1 BTC at 42,000, debt 30,000. Clear at 64 % needs a value of 46,875, which is
    // 1.11607142857... BTC: a top-up of 11,607,143 sats, rounded up.

    function test_pledge_clearsTheCallAtTheExactAmount() public {
        called();
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Cleared(id);
        pledgeAs(alice, btcId, 11_607_143);
        assertDebt(id, 30_000 * USD, time(), false);
    }

    function test_pledge_oneUnitLessLeavesTheCall() public {
        called();
        uint256 since = time();
        skipTime(1 hours);
        pledgeAs(alice, btcId, 11_607_142);
        assertDebt(id, 30_000 * USD, since, true);
        pledgeAs(alice, btcId, 1);
        assertDebt(id, 30_000 * USD, time(), false);
    }

    function test_pledge_ofAnotherKindClearsTheCall() public {
        called();
        pledgeAs(alice, ethId, 100 * ETHER);
        assertDebt(id, 30_000 * USD, time(), false);
        assertHolding(id, 0, ethId, 100 * ETHER);
    }

    /// @dev Doubt does not clear: measured at the low price.
    function test_pledge_clearsAtTheLowPriceOnly() public {
        called();
        setBtc(42_000, 60_000);
        pledgeAs(alice, btcId, 11_607_142);
        assertTrue(book.loan(id).called);
    }

    function test_pledge_leavesTheCallWhen_OracleDead() public {
        called();
        uint256 since = time();
        btcOracle.setDead(true);
        pledgeAs(alice, btcId, 10 * BTC);
        assertDebt(id, 30_000 * USD, since, true);
        assertHolding(id, 0, btcId, 11 * BTC);
    }

    function test_pledge_leavesTheCallWhen_PriceUnusable() public {
        called();
        btcOracle.set(2, 1);
        pledgeAs(alice, btcId, 10 * BTC);
        assertTrue(book.loan(id).called, "low above high is no price");
        btcOracle.set(0, 1);
        pledgeAs(alice, btcId, 10 * BTC);
        assertTrue(book.loan(id).called, "zero is no price");
    }

    function test_pledge_clearsAfterTheWindowToo() public {
        called();
        skipTime(CURE + LAPSE - 1);
        pledgeAs(alice, btcId, 11_607_143);
        assertDebt(id, 30_000 * USD, time(), false);
    }

    /// @dev A lapsed call is void: nothing is cleared, nothing needs to be.
    function test_pledge_leavesALapsedCallAsItIs() public {
        called();
        uint256 since = time();
        skipTime(CURE + LAPSE);
        pledgeAs(alice, btcId, BTC);
        assertDebt(id, 30_000 * USD, since, true);
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.NoOpenCall.selector, id));
        book.clear(id);
    }
}
