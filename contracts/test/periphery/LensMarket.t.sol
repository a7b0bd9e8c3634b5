// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILoanBookErrors} from "../../src/interfaces/ILoanBook.sol";
import {Market} from "../../src/interfaces/ILoanLens.sol";
import {LoanBook} from "../../src/LoanBook.sol";
import {LoanLens} from "../../src/periphery/LoanLens.sol";
import {CollateralId, CollateralIds} from "../../src/types/CollateralId.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {LensFixture} from "./LensFixture.sol";

contract LensMarketTest is LensFixture {
    function test_market_saysWhatThePoolAndTheBookSay() public {
        LoanId id = loanOf(alice, 1);
        vm.prank(alice);
        book.open(id, ethId, 100 * ETHER, 50_000 * USD, alice);
        vm.startPrank(lender);
        usd.approve(address(pool), ANY);
        pool.fundFirstLoss(1_000 * USD);
        vm.stopPrank();
        skipTime(90 days);
        ethOracle.set(scaled(1_900, 18), scaled(2_100, 18));
        Market memory m = lens.market(address(pool), ethId);
        assertEq(
            abi.encode(m.listing), abi.encode(book.listing(pool.creditorId(), ethId)), "listing"
        );
        assertFalse(m.closed);
        assertEq(m.debt, stateOf(id).debt, "the only loan's debt");
        assertGt(m.debt, 50_000 * USD);
        assertEq(m.ceiling, 1_000_000_000e6);
        assertEq(m.flow, 0, "drained since");
        assertEq(m.hourly, 1_000_000_000e6);
        assertEq(m.cash, 4_951_000 * USD);
        assertEq(m.owed, pool.owed());
        assertApproxEqAbs(m.owed, m.debt, 1);
        assertEq(m.firstLoss, pool.firstLoss());
        assertGt(m.firstLoss, 1_000 * USD);
        assertEq(m.utilisationWad, pool.utilisation());
        assertEq(m.rate, pool.rateOf(1));
        assertGt(m.rate, 1e8, "the class's premium of 1 % and more");
        assertEq(abi.encode(m.rates), abi.encode(pool.rates()));
        assertTrue(m.priced);
        assertEq(m.low, scaled(1_900, 18));
        assertEq(m.high, scaled(2_100, 18));
    }

    function test_market_countsTheHourlyLimit() public {
        openBtc(alice, BTC, 30_000 * USD);
        assertEq(lens.market(address(pool), btcId).flow, 30_000 * USD);
    }

    function test_market_closed() public {
        pool.closeListing(btcId);
        assertTrue(lens.market(address(pool), btcId).closed);
    }

    function test_market_withoutAPrice() public {
        btcOracle.setDead(true);
        Market memory m = lens.market(address(pool), btcId);
        assertFalse(m.priced);
        assertEq(m.low + m.high, 0);
        assertEq(m.cash, 5_000_000 * USD);
    }

    function test_market_revertsWhen_UnknownListing() public {
        CollateralId unknown = CollateralIds.make(9, 0);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.UnknownListing.selector, pool.creditorId(), unknown
            )
        );
        lens.market(address(pool), unknown);
    }

    /// @dev A pool of another book has the same number here as another, or none.
    function test_market_revertsWhen_AnotherBooksPool() public {
        LoanLens other = new LoanLens(new LoanBook(address(0)));
        vm.expectRevert(
            abi.encodeWithSelector(ILoanBookErrors.NotACreditor.selector, address(pool))
        );
        other.market(address(pool), btcId);
    }
}
