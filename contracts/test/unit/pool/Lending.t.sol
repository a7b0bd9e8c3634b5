// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILendingPoolErrors, ILendingPoolEvents} from "../../../src/interfaces/ILendingPool.sol";
import {CollateralId} from "../../../src/types/CollateralId.sol";
import {LoanId} from "../../../src/types/LoanId.sol";
import {PoolTest} from "../../utils/PoolTest.sol";

/// @notice The side towards the book: draw, repay, call fee, reclassify, debt. The book's calls are
///         made by pranking it, so that each function's own answer is seen.
contract LendingTest is PoolTest {
    uint256 internal constant RAY = 1e27;
    LoanId internal id;

    function setUp() public override {
        super.setUp();
        id = loanOf(alice, 1);
    }

    function asBook() internal {
        vm.prank(address(book));
    }

    // For the book alone

    function test_lending_revertsWhen_NotTheBook() public {
        bytes[5] memory calls = [
            abi.encodeCall(pool.draw, (id, btcId, 0, 1, bob)),
            abi.encodeCall(pool.repay, (id, btcId, 1, 1)),
            abi.encodeCall(pool.reclassify, (id, btcId, ethId, 1, false)),
            abi.encodeCall(pool.payCallFee, (id, btcId, 1, 1, bob)),
            abi.encodeCall(pool.writeOff, (id, btcId, 1))
        ];
        address[3] memory callers = [bob, lender, address(this)];
        for (uint256 i = 0; i < calls.length; i++) {
            for (uint256 k = 0; k < callers.length; k++) {
                vm.prank(callers[k]);
                (bool ok, bytes memory result) = address(pool).call(calls[i]);
                assertFalse(ok);
                assertEq(
                    result, abi.encodeWithSelector(ILendingPoolErrors.NotBook.selector, callers[k])
                );
            }
        }
    }

    // Draw: units rounded up. At an index of 1.105170918..., 1,000 are 904.837419 units.

    function test_draw_roundsUnitsUp() public {
        yearOfInterest();
        asBook();
        (uint256 units, uint256 debt) = pool.draw(id, btcId, 7, 1_000 * USD, carol);
        assertEq(units, 7 + 904_837_419);
        // 904,837,426 * 1.105170918 = 1,000,000,008.7...
        assertEq(debt, 1_000_000_009);
        assertEq(usd.balanceOf(carol), 1_000 * USD);
        assertEq(pool.cash(), 4_969_000 * USD);
        assertEq(unitsOf(btcId), 30_000 * USD + 904_837_419);
        (uint256 classUnits,,,) = pool.classOf(0);
        assertEq(classUnits, 30_000 * USD + 904_837_419);
    }

    function test_draw_emitsTheRate() public {
        vm.expectEmit(address(pool));
        emit ILendingPoolEvents.Accrued(0);
        asBook();
        pool.draw(id, btcId, 0, 1_000 * USD, carol);
    }

    function test_draw_ofAllTheCash() public {
        asBook();
        pool.draw(id, btcId, 0, 5_000_000 * USD, carol);
        assertEq(pool.cash(), 0);
        assertEq(pool.utilisation(), 1e18);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILendingPoolErrors.NotEnoughCash.selector, uint256(1), uint256(0)
            )
        );
        asBook();
        pool.draw(id, btcId, 0, 1, carol);
    }

    /// @dev A stray transfer is no cash: it cannot be lent.
    function test_draw_revertsWhen_OnlyDonationsAreLeft() public {
        usd.mint(address(pool), 1_000 * USD);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILendingPoolErrors.NotEnoughCash.selector, 5_000_000 * USD + 1, 5_000_000 * USD
            )
        );
        asBook();
        pool.draw(id, btcId, 0, 5_000_000 * USD + 1, carol);
    }

    // Repay: units rounded down, debt up, never more than the debt

    function test_repay_answersUnitsDebtAndAmount() public {
        yearOfInterest();
        asBook();
        (uint256 units, uint256 debt, uint256 repaid) =
            pool.repay(id, btcId, 30_000 * USD, 1_000 * USD);
        assertEq(repaid, 1_000 * USD);
        assertEq(units, 30_000 * USD - 904_837_418, "rounded down");
        assertEq(debt, 32_155_127_543, "1,000 less");
        assertEq(pool.cash(), 4_971_000 * USD, "counted, the book brings it next");
    }

    function test_repay_ofExactlyTheDebt() public {
        yearOfInterest();
        asBook();
        (uint256 units, uint256 debt, uint256 repaid) =
            pool.repay(id, btcId, 30_000 * USD, OWED + 1);
        assertEq(units, 0);
        assertEq(debt, 0);
        assertEq(repaid, OWED + 1);
        assertEq(unitsOf(btcId), 0);
        assertEq(pool.owed(), 0);
    }

    function test_repay_oneUnitLessThanTheDebt() public {
        yearOfInterest();
        asBook();
        (uint256 units, uint256 debt, uint256 repaid) = pool.repay(id, btcId, 30_000 * USD, OWED);
        assertEq(repaid, OWED);
        assertEq(units, 1);
        assertEq(debt, 2, "1.1 rounded up");
    }

    function test_repay_ofMoreThanTheDebt() public {
        yearOfInterest();
        asBook();
        (,, uint256 repaid) = pool.repay(id, btcId, 30_000 * USD, MAX);
        assertEq(repaid, OWED + 1);
    }

    // Reclassify: the debt stays, units follow the other class's index

    function test_reclassify_toAnotherClass() public {
        setFlatRate(1_000);
        pool.setPremium(1, 500);
        openBtc(alice, BTC, 30_000 * USD);
        skipTime(365 days);
        asBook();
        (uint256 units, uint256 debt) = pool.reclassify(id, btcId, ethId, 30_000 * USD, true);
        // The debt 33,155,127,543 over e^0.15 = 28,536,882,735.65, rounded up.
        assertEq(debt, OWED + 1);
        assertEq(units, 28_536_882_736);
        assertEq(unitsOf(btcId), 0);
        assertEq(unitsOf(ethId), 28_536_882_736);
        assertEq(flowOf(ethId), OWED + 1, "new debt of the other listing");
        (uint256 a,,,) = pool.classOf(0);
        (uint256 b,,,) = pool.classOf(1);
        assertEq(a, 0);
        assertEq(b, 28_536_882_736);
    }

    function test_reclassify_withinAClassKeepsTheUnits() public {
        (CollateralId second,) = listToken(0);
        yearOfInterest();
        asBook();
        (uint256 units, uint256 debt) = pool.reclassify(id, btcId, second, 30_000 * USD, false);
        assertEq(units, 30_000 * USD);
        assertEq(debt, OWED + 1);
        assertEq(flowOf(second), 0, "not limited, so no flow");
        (uint256 classUnits,,,) = pool.classOf(0);
        assertEq(classUnits, 30_000 * USD);
    }

    function test_reclassify_unlimitedIgnoresTheLimits() public {
        opened();
        pool.lowerLimits(ethId, 0, 0);
        asBook();
        (uint256 units,) = pool.reclassify(id, btcId, ethId, 30_000 * USD, false);
        assertEq(units, 30_000 * USD);
        assertEq(unitsOf(ethId), 30_000 * USD);
    }

    /// @dev Moving to and fro never lowers what is owed.
    function test_reclassify_toAndFroNeverPays() public {
        setFlatRate(1_000);
        pool.setPremium(1, 500);
        openBtc(alice, BTC, 30_000 * USD);
        skipTime(123 days + 4567);
        uint256 before = debtOf(id);
        uint256 units = book.loan(id).units;
        for (uint256 i = 0; i < 10; i++) {
            asBook();
            (units,) = pool.reclassify(id, btcId, ethId, units, false);
            asBook();
            uint256 debt;
            (units, debt) = pool.reclassify(id, ethId, btcId, units, false);
            assertGe(debt, before);
            assertLe(debt, before + 2 * (i + 1), "a unit or two each time");
        }
    }

    // Debt and what brings it to a target

    function test_debtOf_roundsUpAndKnowsNoArrears() public {
        yearOfInterest();
        (uint256 debt, uint256 arrears) = pool.debtOf(id, btcId, 1);
        assertEq(debt, 2);
        assertEq(arrears, 0);
        (debt,) = pool.debtOf(id, btcId, 0);
        assertEq(debt, 0);
    }

    /// @dev At par: 30,000 to 26,880 needs 3,120.
    function test_assess_atPar() public {
        opened();
        (uint256 debt, uint256 arrears, uint256 repayment, uint256 left) =
            pool.assess(id, btcId, 30_000 * USD, 26_880 * USD);
        assertEq(debt, 30_000 * USD);
        assertEq(arrears, 0);
        assertEq(repayment, 3_120 * USD);
        assertEq(left, 26_880 * USD);
    }

    function test_assess_insideTheTarget() public {
        opened();
        (uint256 debt,, uint256 repayment, uint256 left) =
            pool.assess(id, btcId, 30_000 * USD, 30_000 * USD);
        assertEq(debt, 30_000 * USD);
        assertEq(repayment, 0);
        assertEq(left, 30_000 * USD);
    }

    function test_assess_targetOfNothing() public {
        yearOfInterest();
        (,, uint256 repayment, uint256 left) = pool.assess(id, btcId, 30_000 * USD, 0);
        assertEq(repayment, OWED + 1);
        assertEq(left, 0);
    }

    /// @dev The repayment brings the debt to the target, and one unit less does not.
    function test_assess_isExact() public {
        yearOfInterest();
        for (uint256 target = 20_000 * USD; target < 20_000 * USD + 20; target++) {
            (,, uint256 repayment, uint256 left) = pool.assess(id, btcId, 30_000 * USD, target);
            assertLe(left, target);
            assertEq(debtAfter(repayment), left);
            assertGt(debtAfter(repayment - 1), target);
        }
    }

    function debtAfter(uint256 repayment) internal returns (uint256 debt) {
        uint256 snapshot = vm.snapshotState();
        asBook();
        (, debt,) = pool.repay(id, btcId, 30_000 * USD, repayment);
        vm.revertToState(snapshot);
    }
}
