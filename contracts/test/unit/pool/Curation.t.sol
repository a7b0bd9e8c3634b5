// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

import {ILendingPoolErrors, ILendingPoolEvents} from "../../../src/interfaces/ILendingPool.sol";
import {ILoanBookEvents} from "../../../src/interfaces/ILoanBook.sol";
import {KinkedRate, RateConfig} from "../../../src/credit/rates/KinkedRate.sol";
import {CollateralId} from "../../../src/types/CollateralId.sol";
import {CollateralTerms} from "../../../src/types/Terms.sol";
import {PoolTest} from "../../utils/PoolTest.sol";

/// @notice A curator with a delay of two days, a guardian without, and everyone else.
contract CurationTest is PoolTest {
    uint64 internal constant CURATOR = 1;
    uint64 internal constant GUARDIAN = 2;
    uint32 internal constant DELAY = 2 days;

    address internal curator;
    address internal guardian;

    function setUp() public override {
        super.setUp();
        (curator, guardian) = (makeAddr("curator"), makeAddr("guardian"));
        bytes4[] memory delayed = new bytes4[](4);
        delayed[0] = pool.listCollateral.selector;
        delayed[1] = pool.setLimits.selector;
        delayed[2] = pool.setRates.selector;
        delayed[3] = pool.setPremium.selector;
        manager.setTargetFunctionRole(address(pool), delayed, CURATOR);
        bytes4[] memory instant = new bytes4[](2);
        instant[0] = pool.lowerLimits.selector;
        instant[1] = pool.closeListing.selector;
        manager.setTargetFunctionRole(address(pool), instant, GUARDIAN);
        manager.grantRole(CURATOR, curator, DELAY);
        manager.grantRole(GUARDIAN, guardian, 0);
        manager.renounceRole(manager.ADMIN_ROLE(), address(this));
    }

    function config() internal pure returns (RateConfig memory) {
        return RateConfig(100, 400, 6_000, 9_000, 1_000);
    }

    function newListing() internal view returns (CollateralTerms memory) {
        return CollateralTerms(address(btc), address(btcOracle), btcLadder(), 500, 50, 10_000, 3);
    }

    function delayedCalls() internal view returns (bytes[4] memory) {
        return [
            abi.encodeCall(pool.listCollateral, (newListing(), 5, 6)),
            abi.encodeCall(pool.setLimits, (btcId, 5, 6)),
            abi.encodeCall(pool.setRates, (config())),
            abi.encodeCall(pool.setPremium, (1, 100))
        ];
    }

    function instantCalls() internal view returns (bytes[2] memory) {
        return [
            abi.encodeCall(pool.lowerLimits, (btcId, 5, 6)),
            abi.encodeCall(pool.closeListing, (btcId))
        ];
    }

    function assertRefused(address who, bytes memory data, bytes memory reason) internal {
        vm.prank(who);
        (bool ok, bytes memory result) = address(pool).call(data);
        assertFalse(ok);
        assertEq(result, reason);
    }

    function unauthorised(address who) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, who);
    }

    // Who may what

    function test_curation_strangersMayNothing() public {
        address[4] memory strangers = [bob, lender, address(book), address(this)];
        for (uint256 i = 0; i < 4; i++) {
            for (uint256 k = 0; k < 4; k++) {
                assertRefused(strangers[i], delayedCalls()[k], unauthorised(strangers[i]));
            }
            for (uint256 k = 0; k < 2; k++) {
                assertRefused(strangers[i], instantCalls()[k], unauthorised(strangers[i]));
            }
        }
    }

    function test_curation_theGuardianMayOnlyReduceRisk() public {
        for (uint256 k = 0; k < 4; k++) {
            assertRefused(guardian, delayedCalls()[k], unauthorised(guardian));
        }
        for (uint256 k = 0; k < 2; k++) {
            vm.prank(guardian);
            (bool ok,) = address(pool).call(instantCalls()[k]);
            assertTrue(ok, "at once");
        }
    }

    function test_curation_theCuratorIsNoGuardian() public {
        for (uint256 k = 0; k < 2; k++) {
            assertRefused(curator, instantCalls()[k], unauthorised(curator));
        }
    }

    /// @dev Nothing without a schedule; not one second before the delay is over; once.
    function test_curation_theCuratorWaits() public {
        for (uint256 k = 0; k < 4; k++) {
            bytes memory data = delayedCalls()[k];
            bytes32 operation = manager.hashOperation(curator, address(pool), data);
            bytes memory notScheduled = abi.encodeWithSelector(
                IAccessManager.AccessManagerNotScheduled.selector, operation
            );
            assertRefused(curator, data, notScheduled);
            vm.prank(curator);
            manager.schedule(address(pool), data, 0);
            skipTime(DELAY - 1);
            assertRefused(
                curator,
                data,
                abi.encodeWithSelector(IAccessManager.AccessManagerNotReady.selector, operation)
            );
            skipTime(1);
            vm.prank(curator);
            (bool ok,) = address(pool).call(data);
            assertTrue(ok, "after the delay");
            assertRefused(curator, data, notScheduled);
        }
    }

    function test_curation_throughTheManagerToo() public {
        bytes memory data = abi.encodeCall(pool.setPremium, (1, 777));
        vm.startPrank(curator);
        manager.schedule(address(pool), data, 0);
        skipTime(DELAY);
        manager.execute(address(pool), data);
        vm.stopPrank();
        (,,, uint256 premium) = pool.classOf(1);
        assertEq(premium, 777e6);
    }

    function test_curation_authorityMovesByTheManagerOnly() public {
        vm.expectRevert(unauthorised(curator));
        vm.prank(curator);
        pool.setAuthority(curator);
        assertEq(pool.authority(), address(manager));
    }

    // Neither can touch a loan, its ladder or lenders' funds

    function test_curation_repaymentsAndWithdrawalsCannotBeStopped() public {
        opened();
        vm.startPrank(guardian);
        pool.closeListing(btcId);
        pool.lowerLimits(btcId, 0, 0);
        vm.stopPrank();
        vm.startPrank(alice);
        book.pledge(loanOf(alice, 1), btcId, 1);
        book.repay(loanOf(alice, 1), MAX);
        book.withdraw(loanOf(alice, 1), btcId, MAX, alice);
        vm.stopPrank();
        vm.startPrank(lender);
        pool.withdraw(pool.maxWithdraw(lender), lender, lender);
        vm.stopPrank();
        assertEq(pool.cash(), 0);
    }
}

/// @notice What each of the curator's settings does; here this contract is the manager's admin.
contract CurationSettingsTest is PoolTest {
    function test_listCollateral_listsAndSetsLimits() public {
        CollateralTerms memory terms =
            CollateralTerms(address(btc), address(btcOracle), btcLadder(), 500, 50, 10_000, 7);
        vm.expectEmit(address(pool));
        emit ILendingPoolEvents.LimitsSet(CollateralId.wrap(15), 5, 6);
        CollateralId id = pool.listCollateral(terms, 5, 6);
        assertEq(CollateralId.unwrap(id), 15, "first of class 7");
        (,, uint256 ceiling, uint256 hourly) = pool.listingOf(id);
        assertEq(ceiling, 5);
        assertEq(hourly, 6);
        assertEq(book.listing(creditorId(), id).creditor, address(pool));
    }

    function test_listCollateral_ofALowerClassAfterAHigherOne() public {
        yearOfInterest();
        listToken(7);
        (CollateralId id,) = listToken(3);
        assertEq(id.riskClass(), 3);
        assertEq(pool.owed(), OWED, "new classes owe nothing");
    }

    function test_closeListing_closesInTheBook() public {
        vm.expectEmit(address(book));
        emit ILoanBookEvents.ListingClosed(creditorId(), btcId);
        pool.closeListing(btcId);
        assertTrue(book.isListingClosed(creditorId(), btcId));
    }

    function test_setRates_sharesInterestAtTheOldReserveFirst() public {
        yearOfInterest();
        RateConfig memory config = RateConfig(1, 2, 3, 4, 5_000);
        uint256 rate = KinkedRate.rate(1, 2, 3, 4, pool.owed(), pool.cash());
        vm.expectEmit(address(pool));
        emit ILendingPoolEvents.InterestShared(rate, LENT, FIRST_LOSS);
        vm.expectEmit(address(pool));
        emit ILendingPoolEvents.RatesSet(config);
        pool.setRates(config);
        assertEq(abi.encode(pool.rates()), abi.encode(config));
        (uint256 lent, uint256 reserve) = pool.shared();
        assertEq(lent, LENT);
        assertEq(reserve, FIRST_LOSS);
    }

    function expectOutOfRange(uint8 field, uint256 seen, uint256 least, uint256 most) internal {
        vm.expectRevert(
            abi.encodeWithSelector(
                ILendingPoolErrors.RateOutOfRange.selector, field, seen, least, most
            )
        );
    }

    function test_setRates_bounds() public {
        expectOutOfRange(0, 0, 1, 9_999);
        pool.setRates(RateConfig(0, 0, 0, 0, 0));
        expectOutOfRange(0, 10_000, 1, 9_999);
        pool.setRates(RateConfig(0, 0, 0, 10_000, 0));
        expectOutOfRange(1, 5_001, 0, 5_000);
        pool.setRates(RateConfig(0, 0, 0, 1, 5_001));
        pool.setRates(RateConfig(65_535, 65_535, 65_535, 1, 0));
        pool.setRates(RateConfig(0, 0, 0, 9_999, 5_000));
        assertEq(pool.rates().kinkBps, 9_999);
    }

    function test_setPremium_bounds() public {
        expectOutOfRange(2, 1, 0, 0);
        pool.setPremium(0, 1);
        expectOutOfRange(3, 8, 0, 7);
        pool.setPremium(8, 1);
        pool.setPremium(0, 0);
        vm.expectEmit(address(pool));
        emit ILendingPoolEvents.PremiumSet(7, 65_535, 0);
        pool.setPremium(7, 65_535);
        assertEq(pool.rateOf(7), 65_535e6);
    }

    function test_pool_beginsWithItsDefaults() public view {
        RateConfig memory config = pool.rates();
        assertEq(pool.book(), address(book));
        assertEq(book.creditorOf(pool.creditorId()), address(pool));
        assertEq(config.kinkBps, 9_000);
        assertEq(pool.authority(), address(manager));
    }
}
