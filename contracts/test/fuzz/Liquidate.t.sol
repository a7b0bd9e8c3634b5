// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILoanBookErrors} from "../../src/interfaces/ILoanBook.sol";
import {Rung, Valuation} from "../../src/libraries/Valuation.sol";
import {CollateralId} from "../../src/types/CollateralId.sol";
import {Loan} from "../../src/types/Loan.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {FuzzLoans} from "../utils/FuzzLoans.sol";

/// @notice Liquidations of random loans through the book.
contract LiquidateFuzz is FuzzLoans {
    struct Sold {
        uint256 repaid;
        uint256 seized;
        uint256 badDebt;
        /// @dev At the price of the sale, loan-token units.
        uint256 seizedValue;
    }

    /// @dev Called, and somewhere in the soft period.
    function softLoan(uint256 seed) internal returns (LoanId id) {
        id = randomLoan(seed);
        moveTo(id, Rung.Call, bound(next(seed, 30), 1.001e18, 1.1e18));
        book.call(id);
        skipTime(CURE + bound(next(seed, 31), 0, LAPSE - 1));
    }

    function hardLoan(uint256 seed) internal returns (LoanId id) {
        id = randomLoan(seed);
        moveTo(id, Rung.Liquidation, bound(next(seed, 30), 1.0001e18, 1.5e18));
    }

    function sell(LoanId id, uint256 maxRepaid) internal returns (Sold memory s) {
        CollateralId first = book.loan(id).ids[0];
        usd.mint(liquidator, debtOf(id));
        (s.repaid, s.seized, s.badDebt) = liquidate(id, maxRepaid);
        s.seizedValue = Valuation.value(s.seized, oracleOf(first).low());
    }

    function assertSale(LoanId id, uint256 maxRepaid) internal {
        (uint256 debt, uint256 value) = (debtOf(id), valueOf(id));
        uint256 most = book.listing(creditorId(), book.loan(id).ids[0]).maxBonusBps;
        Sold memory s = sell(id, maxRepaid);
        assertLe(s.seizedValue * 1e4, s.repaid * (1e4 + most), "seized <= repaid * (1 + max)");
        uint256 left = debtOf(id);
        assertLe(left + s.badDebt, debt - s.repaid + 6, "the debt falls by the repayment");
        if (value > debt) {
            assertEq(s.badDebt, 0, "a solvent loan has no bad debt");
            uint256 others = book.loan(id).count;
            uint256 least = valueOf(id) + 1 + others;
            assertLe(left * value, debt * least + 6 * value, "LTV does not rise");
        }
        if (left != 0) assertGe(left + s.repaid + 6, debt, "nothing else was written off");
    }

    function testFuzz_liquidate_softKeepsItsPromises(uint256 seed, uint256 maxRepaid) public {
        LoanId id = softLoan(seed);
        assertSale(id, partOf(id, maxRepaid));
    }

    function testFuzz_liquidate_hardKeepsItsPromises(uint256 seed, uint256 maxRepaid) public {
        LoanId id = hardLoan(seed);
        assertSale(id, partOf(id, maxRepaid));
    }

    /// @dev All of what is due, or a part that leaves no dust.
    function partOf(LoanId id, uint256 maxRepaid) internal view returns (uint256) {
        uint256 debt = debtOf(id);
        if (maxRepaid % 2 == 0 || debt < 200 * USD) return MAX;
        return bound(maxRepaid, 1, debt - 100 * USD - 2);
    }

    /// @dev Never below the target by more than rounding: a unit of the collateral's worth. And at
    ///      the target, unless the first collateral did not suffice.
    function testFuzz_liquidate_endsAtTheTarget(uint256 seed, bool soft) public {
        LoanId id = soft ? softLoan(seed) : hardLoan(seed);
        CollateralId first = book.loan(id).ids[0];
        uint256 grain = oracleOf(first).low() / 1e36 + 6;
        sell(id, MAX);
        uint256 debt = debtOf(id);
        if (debt == 0) return;
        assertGe(debt + grain, limitOf(id, Rung.Target), "not below");
        if (book.loan(id).ids[0] != first) return;
        assertLe(debt, limitOf(id, Rung.Target) + 6, "nor above");
        assertFalse(book.loan(id).called, "so a call has ended");
    }

    /// @dev In two parts in the same second: what the liquidator gains over what is paid is never
    ///      more than at once, but for a unit of the collateral's rounding.
    function testFuzz_liquidate_splittingNeverPays(uint256 seed, uint256 part, bool soft) public {
        LoanId id = soft ? softLoan(seed) : hardLoan(seed);
        uint256 grain = oracleOf(book.loan(id).ids[0]).low() / 1e36 + 4;
        uint256 snapshot = vm.snapshotState();
        Sold memory once = sell(id, MAX);
        vm.revertToState(snapshot);
        if (once.repaid == 0) return;
        part = bound(part, 1, once.repaid);
        usd.mint(liquidator, 2 * once.repaid);
        CollateralId kind = book.loan(id).ids[0];
        uint256 price = oracleOf(kind).low();
        vm.prank(liquidator);
        (bool ok, bytes memory answer) =
            address(book).call(abi.encodeCall(book.liquidate, (id, part, 0, liquidator, "")));
        if (!ok) {
            assertEq(bytes4(answer), ILoanBookErrors.DebtBelowMinimum.selector, "dust only");
            return;
        }
        (uint256 paid, uint256 got,) = abi.decode(answer, (uint256, uint256, uint256));
        if (book.loan(id).count != 0 && book.loan(id).ids[0] == kind) {
            vm.prank(liquidator);
            (ok, answer) =
                address(book).call(abi.encodeCall(book.liquidate, (id, MAX, 0, liquidator, "")));
            if (ok) {
                (uint256 paid2, uint256 got2,) = abi.decode(answer, (uint256, uint256, uint256));
                (paid, got) = (paid + paid2, got + got2);
            }
        }
        uint256 gain = Valuation.value(got, price);
        assertLe(gain + once.repaid, once.seizedValue + paid + grain);
    }

    /// @dev Whatever anyone repays first, no more collateral is seized than without it.
    function testFuzz_liquidate_repayingFirstNeverEnlargesTheSale(uint256 seed, uint256 amount)
        public
    {
        LoanId id = hardLoan(seed);
        // What a unit of the loan token buys: the rounding of a price.
        uint256 grain = 2e36 / oracleOf(book.loan(id).ids[0]).low() + 1;
        uint256 snapshot = vm.snapshotState();
        Sold memory without = sell(id, MAX);
        vm.revertToState(snapshot);
        if (!repayAs(bob, id, bound(amount, 1, debtOf(id) - 1))) return;
        if (debtOf(id) <= limitOf(id, Rung.Liquidation)) return;
        Sold memory with = sell(id, MAX);
        assertLe(with.seized, without.seized + grain);
        assertLe(with.badDebt, without.badDebt);
    }

    /// @dev Before the end of the window nothing soft is sold, at any second of it.
    function testFuzz_liquidate_neverInsideTheWindow(uint256 seed, uint256 second) public {
        LoanId id = randomLoan(seed);
        moveTo(id, Rung.Call, 1.01e18);
        book.call(id);
        uint256 end = time() + CURE;
        skipTime(bound(second, 1, CURE - 1));
        if (debtOf(id) > limitOf(id, Rung.Liquidation)) return;
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.CureWindowOpen.selector, id, end));
        liquidate(id);
    }

    /// @dev Inside the call limit no one can sell anything, called or not, ever.
    function testFuzz_liquidate_neverInsideTheCallLimit(uint256 seed, uint256 second) public {
        LoanId id = randomLoan(seed);
        moveTo(id, Rung.Call, 1.01e18);
        book.call(id);
        skipTime(bound(second, 1, 4 days));
        moveTo(id, Rung.Call, 0.999e18);
        vm.expectPartialRevert(ILoanBookErrors.NotLiquidatable.selector);
        liquidate(id);
    }
}
