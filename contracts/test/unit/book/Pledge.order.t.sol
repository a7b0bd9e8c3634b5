// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILendingPoolErrors} from "../../../src/interfaces/ILendingPool.sol";
import {ILoanBookErrors, ILoanBookEvents} from "../../../src/interfaces/ILoanBook.sol";
import {CollateralId} from "../../../src/types/CollateralId.sol";
import {LoanId} from "../../../src/types/LoanId.sol";
import {BookTest} from "../../utils/BookTest.sol";

/// @notice Up to eight collaterals: which one leads, and where the debt counts.
contract PledgeOrderTest is BookTest {
    LoanId internal id;

    function setUp() public override {
        super.setUp();
        id = loanOf(alice, 1);
    }

    function pledge(CollateralId collateralId, uint256 amount) internal {
        vm.prank(alice);
        book.pledge(id, collateralId, amount);
    }

    function test_pledge_riskierNewcomerGoesFirst() public {
        pledge(btcId, 1);
        pledge(ethId, 2);
        pledge(altId, 3);
        assertEq(book.loan(id).count, 3);
        assertHolding(id, 0, altId, 3);
        assertHolding(id, 1, ethId, 2);
        assertHolding(id, 2, btcId, 1);
    }

    function test_pledge_othersGoLast() public {
        (CollateralId secondAlt,) = listToken(2);
        pledge(altId, 1);
        pledge(btcId, 2);
        pledge(secondAlt, 3);
        pledge(ethId, 4);
        assertHolding(id, 0, altId, 1);
        assertHolding(id, 1, btcId, 2);
        assertHolding(id, 2, secondAlt, 3);
        assertHolding(id, 3, ethId, 4);
    }

    function test_pledge_holdsEightAndTopsEachUp() public {
        CollateralId[8] memory ids = pledgeEight();
        assertEq(book.loan(id).count, 8);
        for (uint256 i = 0; i < 8; i++) {
            assertHolding(id, i, ids[7 - i], 8 - i);
        }
        for (uint256 i = 0; i < 8; i++) {
            pledge(ids[i], 100);
        }
        for (uint256 i = 0; i < 8; i++) {
            assertHolding(id, i, ids[7 - i], 108 - i);
        }
    }

    function test_pledge_revertsWhen_ANinth() public {
        pledgeEight();
        (CollateralId ninth,) = listToken(3);
        vm.expectRevert(
            abi.encodeWithSelector(ILoanBookErrors.TooManyCollaterals.selector, id, uint256(8))
        );
        pledge(ninth, 1);
    }

    // Classes: the debt counts for the listing, and grows at the rate of the class, of the first.

    function test_pledge_movesTheDebtToARiskierNewcomer() public {
        opened();
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Reclassified(id, btcId, altId, 30_000 * USD);
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Pledged(id, altId, alice, 7);
        pledge(altId, 7);
        assertEq(unitsOf(btcId), 0);
        assertEq(unitsOf(altId), 30_000 * USD);
        (uint256 base,,,) = pool.classOf(0);
        (uint256 second,,,) = pool.classOf(2);
        assertEq(base, 0);
        assertEq(second, 30_000 * USD);
    }

    function test_pledge_leavesTheDebtWhen_NotRiskier() public {
        vm.prank(alice);
        book.open(id, altId, 10_000 * ETHER, 30_000 * USD, alice);
        pledge(btcId, BTC);
        assertEq(unitsOf(altId), 30_000 * USD);
        assertEq(unitsOf(btcId), 0);
    }

    function test_pledge_revertsWhen_NewcomersCeilingIsTooLow() public {
        opened();
        pool.setLimits(altId, uint104(30_000 * USD - 1), type(uint104).max);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILendingPoolErrors.CeilingExceeded.selector, altId, 30_000 * USD, 30_000 * USD - 1
            )
        );
        pledge(altId, 1);
        pool.setLimits(altId, uint104(30_000 * USD), type(uint104).max);
        pledge(altId, 1);
        assertEq(unitsOf(altId), 30_000 * USD);
    }

    function test_pledge_revertsWhen_NewcomersHourlyLimitIsTooLow() public {
        opened();
        pool.setLimits(altId, type(uint104).max, uint104(30_000 * USD - 1));
        vm.expectRevert(
            abi.encodeWithSelector(
                ILendingPoolErrors.HourlyLimitExceeded.selector,
                altId,
                30_000 * USD,
                30_000 * USD - 1
            )
        );
        pledge(altId, 1);
    }

    /// @dev The limits bind whoever brings the collateral, not who tops up what is held.
    function test_pledge_topUpIgnoresTheLimits() public {
        opened();
        pool.setLimits(btcId, 0, 0);
        pledge(btcId, BTC);
        assertHolding(id, 0, btcId, 2 * BTC);
    }

    /// @dev Classes 0 to 7, amounts 1 to 8.
    function pledgeEight() internal returns (CollateralId[8] memory ids) {
        (ids[0], ids[1], ids[2]) = (btcId, ethId, altId);
        for (uint8 k = 3; k < 8; k++) {
            (ids[k],) = listToken(k);
        }
        for (uint256 k = 0; k < 8; k++) {
            pledge(ids[k], k + 1);
        }
    }

    function unitsOf(CollateralId collateralId) internal view returns (uint256 units) {
        (units,,,) = pool.listingOf(collateralId);
    }
}
