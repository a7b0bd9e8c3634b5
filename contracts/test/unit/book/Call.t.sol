// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILoanBookErrors, ILoanBookEvents} from "../../../src/interfaces/ILoanBook.sol";
import {CallReason, Loan} from "../../../src/types/Loan.sol";
import {LoanId} from "../../../src/types/LoanId.sol";
import {SettableOracle} from "../../oracles/SettableOracle.sol";
import {BookTest} from "../../utils/BookTest.sol";

/// @notice A call for price: 1 BTC, debt 30,000, call LTV 70 %, clear LTV 64 %.
contract CallTest is BookTest {
    LoanId internal id;

    function setUp() public override {
        super.setUp();
        id = loanOf(alice, 1);
    }

    function amounts(uint256 a) internal pure returns (uint256[] memory list) {
        list = new uint256[](1);
        list[0] = a;
    }

    function expectNotCallable(uint256 debt, uint256 limit) internal {
        vm.expectRevert(
            abi.encodeWithSelector(ILoanBookErrors.NotCallable.selector, id, debt, limit)
        );
    }

    /// @dev At 42,000: repayment 30,000 - 26,880 = 3,120; top-up 30,000 / 0.64 / 42,000 - 1 BTC,
    ///      rounded up.
    function test_call_storesAndEmitsWhatCures() public {
        opened();
        setBtc(42_000);
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Called(
            id,
            bob,
            CallReason.Price,
            30_000 * USD,
            0,
            30_000 * USD,
            3_120 * USD,
            amounts(11_607_143)
        );
        vm.prank(bob);
        book.call(id);
        assertDebt(id, 30_000 * USD, time(), true);
        assertTrue(book.loan(id).reason == CallReason.Price);
    }

    /// @dev 70 % of 42,857.142858 is 30,000.0000006, rounded down 30,000: inside. One unit of value
    ///      less is 29,999.999999: outside.
    function test_call_atTheExactLimit() public {
        opened();
        setBtcValue(42_857_142_858);
        expectNotCallable(30_000 * USD, 30_000 * USD);
        book.call(id);
        setBtcValue(42_857_142_857);
        book.call(id);
        assertTrue(book.loan(id).called);
    }

    function test_call_measuresAtTheLowPrice() public {
        opened();
        setBtc(42_000, 60_000);
        book.call(id);
        assertTrue(book.loan(id).called);
    }

    function test_call_revertsWhen_NoDebt() public {
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.NoDebt.selector, id));
        book.call(id);
        vm.prank(alice);
        book.pledge(id, btcId, BTC);
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.NoDebt.selector, id));
        book.call(id);
    }

    function test_call_revertsWhen_OracleDead() public {
        opened();
        btcOracle.setDead(true);
        vm.expectRevert(SettableOracle.Dead.selector);
        book.call(id);
    }

    function test_call_revertsWhen_PriceUnusable() public {
        opened();
        btcOracle.set(0, 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.OracleUnusable.selector, btcOracle, uint256(0), uint256(1)
            )
        );
        book.call(id);
    }

    /// @dev Open until the last second before the lapse, whatever the price did meanwhile.
    function test_call_cannotBeRenewedWhileOpen() public {
        called();
        uint256 since = time();
        bytes memory open = abi.encodeWithSelector(ILoanBookErrors.CallOpen.selector, id, since);
        uint256[4] memory offsets = [0, CURE - 1, CURE, CURE + LAPSE - 1];
        for (uint256 i = 0; i < 4; i++) {
            vm.warp(since + offsets[i]);
            vm.expectRevert(open);
            book.call(id);
        }
        assertDebt(id, 30_000 * USD, since, true);
    }

    function test_call_againAfterTheLapse() public {
        called();
        skipTime(CURE + LAPSE);
        book.call(id);
        assertDebt(id, 30_000 * USD, time(), true);
    }

    function test_call_againAfterItWasCleared() public {
        called();
        setBtc(60_000);
        book.clear(id);
        skipTime(1);
        setBtc(42_000);
        book.call(id);
        assertDebt(id, 30_000 * USD, time(), true);
    }

    /// @dev Debt 150, minimum 100. Value 100: 64 would be clear, which is less than the minimum, so
    ///      the cure by repayment is all of it. The top-up is 150 / 0.64 - 100 = 134.375 of value
    ///      at 20,000: 671,875 sats.
    function test_call_asksForAllWhen_LessThanTheMinimumWouldStay() public {
        openBtc(alice, 500_000, 150 * USD);
        setBtc(20_000);
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Called(
            id,
            address(this),
            CallReason.Price,
            150 * USD,
            0,
            150 * USD,
            150 * USD,
            amounts(671_875)
        );
        book.call(id);
    }

    /// @dev The limit that leaves exactly the minimum: value 156.25, 64 % = 100: repay 50.
    function test_call_leavesExactlyTheMinimum() public {
        openBtc(alice, 500_000, 150 * USD);
        btcOracle.set(uint256(156_250_000) * 1e36 / 500_000, uint256(156_250_000) * 1e36 / 500_000);
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Called(
            id,
            address(this),
            CallReason.Price,
            150 * USD,
            0,
            150 * USD,
            50 * USD,
            amounts(250_000)
        );
        book.call(id);
    }

    // Several collaterals: 10 ETH at 2,000 (61 % clear, 67 % call) lead, 1 BTC follows; debt
    // 39,400.

    function openTwo() internal {
        vm.startPrank(alice);
        book.pledge(id, btcId, BTC);
        book.pledge(id, ethId, 10 * ETHER);
        book.draw(id, 39_400 * USD, alice);
        vm.stopPrank();
    }

    /// @dev BTC at 36,000: call limit 25,200 + 13,400 = 38,600. Clear limit 23,040 + 12,200 =
    ///      35,240, so repay 4,160. By ETH alone: (39,400 - 23,040) / 0.61 = 26,819.672132 of
    ///      value, less 10 ETH. By BTC alone: (39,400 - 12,200) / 0.64 = 42,500 of value, less 1
    ///      BTC.
    function test_call_givesATopUpForEachCollateral() public {
        openTwo();
        setBtc(36_000);
        uint256[] memory topUps = new uint256[](2);
        topUps[0] = 3_409_836_066_000_000_000;
        topUps[1] = 18_055_556;
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Called(
            id, address(this), CallReason.Price, 39_400 * USD, 0, 39_400 * USD, 4_160 * USD, topUps
        );
        book.call(id);
    }

    function test_call_eachTopUpAloneCures() public {
        openTwo();
        setBtc(36_000);
        book.call(id);
        uint256 snapshot = vm.snapshotState();
        vm.prank(alice);
        book.pledge(id, ethId, 3_409_836_066_000_000_000);
        assertFalse(book.loan(id).called, "by eth");
        vm.revertToState(snapshot);
        vm.prank(alice);
        book.pledge(id, ethId, 3_409_836_065_999_999_999);
        assertTrue(book.loan(id).called, "one wei less");
        vm.revertToState(snapshot);
        vm.prank(alice);
        book.pledge(id, btcId, 18_055_556);
        assertFalse(book.loan(id).called, "by btc");
        vm.revertToState(snapshot);
        vm.prank(alice);
        book.pledge(id, btcId, 18_055_555);
        assertTrue(book.loan(id).called, "one sat less");
    }

    function test_call_revertsWhen_TheOtherCollateralSupportsTheDebt() public {
        openTwo();
        setBtc(42_000);
        expectNotCallable(39_400 * USD, 42_800 * USD);
        book.call(id);
    }

    /// @dev No price for one is no price for all.
    function test_call_revertsWhen_OneOfTwoOraclesIsDead() public {
        openTwo();
        setBtc(1);
        ethOracle.setDead(true);
        vm.expectRevert(SettableOracle.Dead.selector);
        book.call(id);
    }

    function test_call_byTheBorrowerToo() public {
        opened();
        setBtc(42_000);
        vm.prank(alice);
        book.call(id);
        Loan memory item = book.loan(id);
        assertTrue(item.called);
    }
}
