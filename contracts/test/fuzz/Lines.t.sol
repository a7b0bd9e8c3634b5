// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {RateConfig} from "../../src/credit/rates/KinkedRate.sol";
import {CollateralId} from "../../src/types/CollateralId.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {FuzzLoans} from "../utils/FuzzLoans.sol";

/// @notice Debt and its rounding: what draws, repayments and moves between classes do to one loan
///         and to the pool's totals, at any index.
contract LinesFuzz is FuzzLoans {
    function setUp() public override {
        super.setUp();
        usd.mint(alice, 1e20);
    }

    function draw(LoanId id, uint256 amount) internal {
        vm.prank(alice);
        book.draw(id, amount, alice);
    }

    function repay(LoanId id, uint256 amount) internal {
        vm.prank(alice);
        book.repay(id, amount);
    }

    function units(LoanId id) internal view returns (uint256) {
        return book.loan(id).units;
    }

    /// @dev A loan with plenty of room to draw in a class drawn by the seed.
    function roomyLoan(uint256 seed) internal returns (LoanId id) {
        id = loanOf(alice, 1);
        CollateralId collateral = collaterals()[seed % 3];
        pledge(id, collateral, 100_000_000 * USD * (1e36 / oracleOf(collateral).low()) + 1);
        pledge(id, btcId, 1_000 * BTC);
        draw(id, bound(next(seed, 1), 200 * USD, 100_000 * USD));
        skipTime(bound(next(seed, 2), 1, 400 days));
    }

    function testFuzz_lines_drawInTwoNeverPays(uint256 seed, uint256 amount, uint256 part) public {
        LoanId id = roomyLoan(seed);
        amount = bound(amount, 2, 100_000 * USD);
        part = bound(part, 1, amount - 1);
        uint256 snapshot = vm.snapshotState();
        draw(id, amount);
        uint256 once = units(id);
        vm.revertToState(snapshot);
        draw(id, part);
        draw(id, amount - part);
        assertGe(units(id), once);
    }

    function testFuzz_lines_repayInTwoNeverPays(uint256 seed, uint256 amount, uint256 part)
        public
    {
        LoanId id = roomyLoan(seed);
        amount = bound(amount, 2, debtOf(id) - 100 * USD - 4);
        part = bound(part, 1, amount - 1);
        uint256 snapshot = vm.snapshotState();
        repay(id, amount);
        uint256 once = units(id);
        vm.revertToState(snapshot);
        repay(id, part);
        repay(id, amount - part);
        assertGe(units(id), once);
    }

    function testFuzz_lines_drawAndRepayNeverPays(uint256 seed, uint256 amount) public {
        LoanId id = roomyLoan(seed);
        uint256 before = debtOf(id);
        uint256 held = usd.balanceOf(alice);
        draw(id, bound(amount, 1, 100_000 * USD));
        repay(id, bound(amount, 1, 100_000 * USD));
        assertEq(usd.balanceOf(alice), held);
        assertGe(debtOf(id), before);
    }

    /// @dev After each action the debt is what was agreed, within a unit of rounding for each step,
    ///      always against who acts.
    function testFuzz_lines_debtFollowsTheAmounts(uint256 seed, uint256 amount) public {
        LoanId id = roomyLoan(seed);
        uint256 before = debtOf(id);
        amount = bound(amount, 1, 100_000 * USD);
        draw(id, amount);
        assertGe(debtOf(id), before + amount - 1, "two roundings up are one at most less");
        assertLe(debtOf(id), before + amount + indexUnits(id), "drawn");
        before = debtOf(id);
        amount = bound(amount, 1, before - 100 * USD - 4);
        repay(id, amount);
        assertGe(debtOf(id), before - amount);
        assertLe(debtOf(id), before - amount + indexUnits(id), "repaid");
    }

    /// @dev What one unit of the class is worth, rounded up, and one for the debt's own rounding.
    function indexUnits(LoanId id) internal view returns (uint256) {
        return pool.indexOf(book.loan(id).ids[0].riskClass()) / 1e27 + 2;
    }

    /// @dev A borrower's action leaves cash + owed where it was, or above: the pool never loses.
    function testFuzz_lines_thePoolNeverLosesToRounding(uint256 seed, uint256[6] calldata amounts)
        public
    {
        LoanId id = roomyLoan(seed);
        uint256 total = pool.cash() + pool.owed();
        uint256 start = total;
        for (uint256 i = 0; i < amounts.length; i++) {
            uint256 amount = bound(amounts[i], 1, 50_000 * USD);
            if (i % 2 == 0) draw(id, amount);
            else repay(id, bound(amount, 1, debtOf(id) - 100 * USD - 4));
            assertGe(pool.cash() + pool.owed(), total, "never down");
            total = pool.cash() + pool.owed();
        }
        assertLe(total, start + 6 * 6, "and up by rounding alone");
    }

    /// @dev Two loans of the same class, one touched often, one never: the same debt.
    function testFuzz_lines_touchingOftenChangesNothing(uint256 seed, uint32[5] calldata waits)
        public
    {
        pool.setRates(RateConfig(uint16(bound(seed, 0, 10_000)), 0, 0, 9_000, 1_000));
        LoanId id = openBtc(alice, 100 * BTC, 1_000_000 * USD);
        uint256 whole;
        uint256 snapshot = vm.snapshotState();
        for (uint256 i = 0; i < waits.length; i++) {
            skipTime(waits[i]);
            whole += waits[i];
            pool.accrue();
        }
        uint256 often = debtOf(id);
        vm.revertToState(snapshot);
        skipTime(whole);
        assertEq(debtOf(id), often);
    }

    /// @dev What the pool says is owed is the sum of the debts, less a unit of rounding for each.
    function testFuzz_lines_owedIsTheSumOfTheDebts(uint256 seed) public {
        address[3] memory who = [alice, bob, carol];
        uint256 sum;
        for (uint256 i = 0; i < 3; i++) {
            CollateralId collateral = collaterals()[next(seed, i) % 3];
            LoanId id = loanOf(who[i], 7);
            vm.startPrank(who[i]);
            book.pledge(id, collateral, collateral == btcId ? 10 * BTC : 1_000 * ETHER);
            book.draw(id, bound(next(seed, 10 + i), 100 * USD, 3_500 * USD), who[i]);
            vm.stopPrank();
            skipTime(bound(next(seed, 20 + i), 0, 300 days));
        }
        for (uint256 i = 0; i < 3; i++) {
            sum += debtOf(loanOf(who[i], 7));
        }
        assertLe(pool.owed(), sum);
        assertGe(pool.owed() + 3, sum);
    }

    /// @dev Bringing a riskier collateral and taking it out again moves the debt to its class and
    ///      back, and never lowers it.
    function testFuzz_lines_reclassifyingNeverPays(uint256 seed, uint256 wait) public {
        LoanId id = openBtc(alice, 100 * BTC, bound(seed, 100 * USD, 1_000_000 * USD));
        skipTime(bound(wait, 1, 300 days));
        uint256 before = debtOf(id);
        uint256 total = pool.cash() + pool.owed();
        pledge(id, altId, 1);
        assertGe(debtOf(id), before);
        assertLe(debtOf(id), before + 3);
        assertGe(pool.cash() + pool.owed(), total);
        total = pool.cash() + pool.owed();
        vm.prank(alice);
        book.withdraw(id, altId, MAX, alice);
        assertGe(debtOf(id), before);
        assertLe(debtOf(id), before + 6);
        assertGe(pool.cash() + pool.owed(), total);
    }
}
