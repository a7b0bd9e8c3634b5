// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILendingPoolErrors} from "../../../src/interfaces/ILendingPool.sol";
import {ILoanBookErrors, ILoanBookEvents} from "../../../src/interfaces/ILoanBook.sol";
import {CollateralId} from "../../../src/types/CollateralId.sol";
import {LoanId} from "../../../src/types/LoanId.sol";
import {SettableOracle} from "../../oracles/SettableOracle.sol";
import {BookTest} from "../../utils/BookTest.sol";

contract WithdrawTest is BookTest {
    LoanId internal id;

    function setUp() public override {
        super.setUp();
        id = loanOf(alice, 1);
    }

    function pledge(CollateralId collateralId, uint256 amount) internal {
        vm.prank(alice);
        book.pledge(id, collateralId, amount);
    }

    function withdraw(CollateralId collateralId, uint256 amount) internal returns (uint256) {
        vm.prank(alice);
        return book.withdraw(id, collateralId, amount, carol);
    }

    // Without debt

    function test_withdraw_aPart() public {
        pledge(btcId, BTC);
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Withdrawn(id, btcId, carol, BTC / 4);
        assertEq(withdraw(btcId, BTC / 4), BTC / 4);
        assertHolding(id, 0, btcId, BTC * 3 / 4);
        assertEq(btc.balanceOf(carol), 100 * BTC + BTC / 4);
        assertDebt(id, 0, 0, false);
    }

    function test_withdraw_allByName() public {
        pledge(btcId, BTC);
        assertEq(withdraw(btcId, MAX), BTC);
        assertEq(book.loan(id).count, 0);
        assertEq(btc.balanceOf(address(book)), 0);
    }

    function test_withdraw_allByAmount() public {
        pledge(btcId, BTC);
        assertEq(withdraw(btcId, BTC), BTC);
        assertEq(book.loan(id).count, 0);
    }

    function test_withdraw_withoutDebtWhen_OracleDead() public {
        pledge(btcId, BTC);
        btcOracle.setDead(true);
        assertEq(withdraw(btcId, MAX), BTC);
    }

    function test_withdraw_withoutDebtWhen_ListingClosedAndLimitsZero() public {
        pledge(btcId, BTC);
        pool.closeListing(btcId);
        pool.lowerLimits(btcId, 0, 0);
        assertEq(withdraw(btcId, MAX), BTC);
    }

    // With debt: 1 BTC at 60,000 and 20,000 drawn; the open limit of 50 % needs 40,000 of value,
    // so a third of the bitcoin is free: 33,333,333 sats. One more leaves 66,666,666 sats, worth
    // 39,999.9996, whose limit is 19,999.9998.

    function test_withdraw_downToTheOpenLimit() public {
        openBtc(alice, BTC, 20_000 * USD);
        skipTime(1);
        assertEq(withdraw(btcId, 33_333_333), 33_333_333);
        assertDebt(id, 20_000 * USD, time(), false);
    }

    function test_withdraw_revertsWhen_OneUnitBelowTheOpenLimit() public {
        openBtc(alice, BTC, 20_000 * USD);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.AboveOpenLimit.selector, id, 20_000 * USD, 19_999_999_800
            )
        );
        withdraw(btcId, 33_333_334);
    }

    function test_withdraw_countsTheRestAtTheLowPrice() public {
        openBtc(alice, BTC, 20_000 * USD);
        setBtc(40_000, 60_000);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.AboveOpenLimit.selector, id, 20_000 * USD, 19_999_999_800
            )
        );
        withdraw(btcId, 1);
    }

    function test_withdraw_revertsWhen_AllOfTheOnlyCollateral() public {
        opened();
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.NoCollateral.selector, id));
        withdraw(btcId, MAX);
    }

    function test_withdraw_withDebtRevertsWhen_OracleDead() public {
        openBtc(alice, BTC, 20_000 * USD);
        btcOracle.setDead(true);
        vm.expectRevert(SettableOracle.Dead.selector);
        withdraw(btcId, 1);
    }

    /// @dev The oracle of a collateral that leaves with the last of it is not needed any more.
    function test_withdraw_ofTheWholeOfOneWhoseOracleIsDead() public {
        opened();
        pledge(ethId, ETHER);
        ethOracle.setDead(true);
        assertEq(withdraw(ethId, MAX), ETHER);
        assertHolding(id, 0, btcId, BTC);
    }

    function test_withdraw_revertsWhen_CallOpen() public {
        called();
        uint256 since = time();
        setBtc(60_000);
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.CallOpen.selector, id, since));
        withdraw(btcId, 1);
        skipTime(CURE + LAPSE - 1);
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.CallOpen.selector, id, since));
        withdraw(btcId, 1);
    }

    function test_withdraw_endsALapsedCall() public {
        called();
        setBtc(70_000);
        skipTime(CURE + LAPSE);
        withdraw(btcId, 1);
        assertDebt(id, 30_000 * USD, time(), false);
    }

    // Several collaterals

    function test_withdraw_ofTheFirstMovesTheDebt() public {
        opened();
        pledge(altId, 7 * ETHER);
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Reclassified(id, altId, btcId, 30_000 * USD);
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Withdrawn(id, altId, carol, 7 * ETHER);
        withdraw(altId, MAX);
        assertEq(book.loan(id).count, 1);
        assertHolding(id, 0, btcId, BTC);
        (uint256 units,,,) = pool.listingOf(btcId);
        assertEq(units, 30_000 * USD);
    }

    function test_withdraw_revertsWhen_NextListingsCeilingIsTooLow() public {
        opened();
        pledge(altId, 7 * ETHER);
        pool.setLimits(btcId, 1, 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILendingPoolErrors.CeilingExceeded.selector, btcId, 30_000 * USD, uint256(1)
            )
        );
        withdraw(altId, MAX);
    }

    /// @dev Order alt (2), btc (0), eth (1): without alt the riskiest is eth.
    function test_withdraw_ofTheFirstPicksTheRiskiest() public {
        pledge(altId, 1);
        pledge(btcId, 2);
        pledge(ethId, 3);
        withdraw(altId, MAX);
        assertHolding(id, 0, ethId, 3);
        assertHolding(id, 1, btcId, 2);
        assertEq(book.loan(id).count, 2);
    }

    function test_withdraw_ofTheFirstPicksTheEarliestAmongEquals() public {
        (CollateralId a,) = listToken(1);
        (CollateralId b,) = listToken(1);
        pledge(altId, 1);
        pledge(btcId, 2);
        pledge(b, 3);
        pledge(a, 4);
        withdraw(altId, MAX);
        assertHolding(id, 0, b, 3);
        assertHolding(id, 1, btcId, 2);
        assertHolding(id, 2, a, 4);
    }

    function test_withdraw_ofALaterOneClosesTheGap() public {
        pledge(altId, 1);
        pledge(btcId, 2);
        pledge(ethId, 3);
        withdraw(btcId, MAX);
        assertHolding(id, 0, altId, 1);
        assertHolding(id, 1, ethId, 3);
        assertEq(book.loan(id).count, 2);
        assertTrue(book.loan(id).ids[2].isNone());
    }

    // Refusals

    function test_withdraw_revertsWhen_NotHeld() public {
        opened();
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.NotHeld.selector, id, ethId));
        withdraw(ethId, 1);
    }

    function test_withdraw_revertsWhen_NoLoan() public {
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.NotHeld.selector, id, btcId));
        withdraw(btcId, MAX);
    }

    function test_withdraw_revertsWhen_MoreThanHeld() public {
        pledge(btcId, BTC);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.InsufficientCollateral.selector, id, btcId, BTC + 1, BTC
            )
        );
        withdraw(btcId, BTC + 1);
    }

    function test_withdraw_revertsWhen_Nothing() public {
        pledge(btcId, BTC);
        vm.expectRevert(ILoanBookErrors.ZeroAmount.selector);
        withdraw(btcId, 0);
    }

    function test_withdraw_revertsWhen_NoReceiver() public {
        pledge(btcId, BTC);
        vm.expectRevert(ILoanBookErrors.ZeroAddress.selector);
        vm.prank(alice);
        book.withdraw(id, btcId, BTC, address(0));
    }

    function test_withdraw_revertsWhen_Stranger() public {
        pledge(btcId, BTC);
        allow(1 | 2);
        vm.expectRevert(
            abi.encodeWithSelector(ILoanBookErrors.NotAllowed.selector, bob, id, uint8(4))
        );
        vm.prank(bob);
        book.withdraw(id, btcId, BTC, bob);
    }

    function test_withdraw_byAnOperator() public {
        pledge(btcId, BTC);
        allow(4);
        vm.prank(bob);
        book.withdraw(id, btcId, BTC, carol);
        assertEq(btc.balanceOf(carol), 101 * BTC);
    }
}
