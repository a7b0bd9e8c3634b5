// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {LoanId} from "../../src/types/LoanId.sol";
import {BookFixture} from "../utils/BookFixture.sol";

/// @notice What an action costs in a transaction of its own, an hour after the one before: three
///         risk classes in use, several loans and lenders, prices from plain oracles. Whole costs
///         beside peers are in `bench/gas`; here a change of any of them is seen, to the unit.
/// @dev Runs under the `gas` profile only.
contract BookGasTest is BookFixture {
    uint256 internal constant MAX = type(uint256).max;

    LoanId internal id;
    LoanId internal mixed;

    function setUp() public override {
        super.setUp();
        openBtc(bob, BTC, 20_000 * USD);
        openBtc(carol, BTC, 20_000 * USD);
        id = openBtc(alice, BTC, 20_000 * USD);
        mixed = loanOf(alice, 2);
        vm.startPrank(alice);
        book.pledge(mixed, btcId, BTC);
        book.pledge(mixed, ethId, 10 * ETHER);
        book.open(mixed, altId, 1_000 * ETHER, 20_000 * USD, alice);
        vm.stopPrank();
        skipTime(1 hours);
    }

    function keep(string memory name) private {
        vm.snapshotGasLastCall("book", name);
        skipTime(1 hours);
    }

    function test_gas_borrowing() public {
        vm.startPrank(alice);
        book.open(loanOf(alice, 3), btcId, BTC, 20_000 * USD, alice);
        keep("open");
        book.draw(id, 1_000 * USD, alice);
        keep("draw");
        book.draw(mixed, 1_000 * USD, alice);
        keep("draw with three collaterals");
        book.repay(id, 1_000 * USD);
        keep("repay");
        book.pledge(id, btcId, BTC);
        keep("pledge");
        book.pledge(id, altId, ETHER);
        keep("pledge a riskier collateral");
        book.withdraw(id, btcId, BTC / 2, alice);
        keep("withdraw with debt");
        usd.mint(alice, 100_000 * USD);
        book.repay(id, MAX);
        keep("repay all");
        book.withdraw(id, btcId, MAX, alice);
        keep("withdraw all");
        vm.stopPrank();
    }

    function test_gas_callAndCure() public {
        setBtc(28_000);
        book.call(id);
        keep("call");
        vm.prank(alice);
        book.repay(id, 5_000 * USD);
        keep("repay and clear");
        setBtc(15_000);
        ethOracle.set(scaled(1_000, 18), scaled(1_000, 18));
        altOracle.set(scaled(5, 18), scaled(5, 18));
        book.call(mixed);
        keep("call with three collaterals");
        setBtc(60_000);
        book.clear(mixed);
        keep("clear");
    }

    function test_gas_liquidation() public {
        setBtc(28_000);
        book.call(id);
        skipTime(24 hours + 30 minutes);
        vm.startPrank(liquidator);
        book.liquidate(id, MAX, 0, liquidator, "");
        keep("liquidate after a call");
        setBtc(10_000);
        ethOracle.set(scaled(1_000, 18), scaled(1_000, 18));
        altOracle.set(scaled(3, 18), scaled(3, 18));
        book.liquidate(mixed, MAX, 0, liquidator, "");
        keep("liquidate, selling out the first of three");
        book.liquidate(id, MAX, 0, liquidator, "");
        keep("liquidate with bad debt");
        vm.stopPrank();
    }

    function test_gas_lending() public {
        vm.startPrank(lender);
        pool.deposit(1_000 * USD, lender);
        keep("deposit");
        pool.withdraw(1_000 * USD, lender, lender);
        keep("withdraw by a lender");
        pool.accrue();
        keep("accrue");
        vm.stopPrank();
    }
}
