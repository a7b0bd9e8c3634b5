// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CollateralPrices} from "../../src/interfaces/ILoanLens.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {LensFixture} from "./LensFixture.sol";

contract LensPricesTest is LensFixture {
    /// @dev Debt 30,000 on 1 BTC: called below 30,000 / 0.70 = 42,857.142858, liquidated below
    ///      30,000 / 0.80 = 37,500.
    function test_pricesOf_oneCollateral() public {
        LoanId id = openBtc(alice, BTC, 30_000 * USD);
        btcOracle.set(scaled(60_000, 8), scaled(75_000, 8));
        CollateralPrices[] memory prices = lens.pricesOf(id);
        assertEq(prices.length, 1);
        CollateralPrices memory c = prices[0];
        assertTrue(c.collateralId == btcId);
        assertEq(c.amount, BTC);
        assertTrue(c.priced);
        assertTrue(c.known);
        assertEq(c.low, scaled(60_000, 8));
        assertEq(c.high, scaled(75_000, 8));
        assertEq(c.callPrice, uint256(42_857_142_858) * 1e28);
        assertEq(c.callFractionWad, 714_285_714_300_000_000);
        assertEq(c.liquidationPrice, scaled(37_500, 8));
        assertEq(c.liquidationFractionWad, 0.5e18);
    }

    /// @dev 10 ETH at 2,000 carry 13,400 and 15,400 of the 30,000; 1 BTC carries 42,000 and 48,000
    ///      of it alone.
    function test_pricesOf_othersUnchanged() public {
        LoanId id = openBtc(alice, BTC, 30_000 * USD);
        vm.prank(alice);
        book.pledge(id, ethId, 10 * ETHER);
        CollateralPrices[] memory prices = lens.pricesOf(id);
        assertTrue(prices[0].collateralId == ethId);
        assertEq(prices[0].callPrice, 0);
        assertEq(prices[0].callFractionWad, 0);
        assertEq(prices[0].liquidationPrice, 0);
        uint256 debt = stateOf(id).debt;
        assertTrue(prices[1].collateralId == btcId);
        uint256 value = ((debt - 13_400 * USD) * 10 + 6) / 7;
        assertEq(prices[1].callPrice, value * 1e28);
        value = ((debt - 15_400 * USD) * 10 + 7) / 8;
        assertEq(prices[1].liquidationPrice, value * 1e28);
    }

    /// @dev A collateral's own trigger needs the others' prices, not its own.
    function test_pricesOf_withoutAPrice() public {
        LoanId id = openBtc(alice, BTC, 30_000 * USD);
        vm.prank(alice);
        book.pledge(id, ethId, ETHER);
        CollateralPrices[] memory before = lens.pricesOf(id);
        ethOracle.setDead(true);
        CollateralPrices[] memory prices = lens.pricesOf(id);
        assertFalse(prices[0].priced);
        assertTrue(prices[0].known);
        assertEq(prices[0].low + prices[0].high + prices[0].callFractionWad, 0);
        assertEq(prices[0].callPrice, before[0].callPrice);
        assertTrue(prices[1].priced);
        assertFalse(prices[1].known);
        assertEq(prices[1].callPrice + prices[1].liquidationPrice, 0);
        btcOracle.setDead(true);
        prices = lens.pricesOf(id);
        assertFalse(prices[0].known);
        assertFalse(prices[1].known);
    }

    function test_pricesOf_withoutDebt() public {
        LoanId id = loanOf(alice, 1);
        assertEq(lens.pricesOf(id).length, 0);
        vm.prank(alice);
        book.pledge(id, btcId, BTC);
        CollateralPrices[] memory prices = lens.pricesOf(id);
        assertTrue(prices[0].known);
        assertEq(prices[0].callPrice + prices[0].liquidationPrice, 0);
    }
}
