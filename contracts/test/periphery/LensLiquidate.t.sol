// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILoanBookErrors} from "../../src/interfaces/ILoanBook.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {SettableOracle} from "../oracles/SettableOracle.sol";
import {LensFixture} from "./LensFixture.sol";

contract LensLiquidateTest is LensFixture {
    function assertPreview(LoanId id, uint256 maxRepaid)
        private
        returns (uint256 repaid, uint256 seized, uint256 bonusWad, uint256 badDebt)
    {
        (repaid, seized, bonusWad, badDebt) = lens.previewLiquidate(id, maxRepaid);
        vm.prank(liquidator);
        (uint256 repaid_, uint256 seized_, uint256 badDebt_) =
            book.liquidate(id, maxRepaid, 0, liquidator, "");
        assertEq(repaid, repaid_, "repaid");
        assertEq(seized, seized_, "seized");
        assertTrue(badDebt == badDebt_ || badDebt == badDebt_ + 1, "bad debt");
    }

    /// @dev x = (D - 0.62 * 42,000) / (1 - 1.025 * 0.62) at half of the ramp.
    function test_previewLiquidate_soft() public {
        LoanId id = opened();
        setBtc(42_000);
        book.call(id);
        skipTime(24 hours + 30 minutes);
        uint256 debt = stateOf(id).debt;
        (uint256 repaid,, uint256 bonusWad, uint256 badDebt) = assertPreview(id, ANY);
        assertEq(bonusWad, 0.025e18);
        assertEq(repaid, (debt - 26_040 * USD) * 1e22 / (1e22 - 1.025e18 * 6_200) + 1);
        assertEq(badDebt, 0);
    }

    function test_previewLiquidate_hardAndPartial() public {
        LoanId id = opened();
        setBtc(36_000);
        (uint256 repaid,,,) = assertPreview(id, 5_000 * USD);
        assertEq(repaid, 5_000 * USD);
    }

    /// @dev 1 BTC at 20,000 for a debt of 30,000: all is taken for 20,000 / 1.005, the rest is
    ///      lost.
    function test_previewLiquidate_badDebt() public {
        LoanId id = opened();
        setBtc(20_000);
        (uint256 repaid, uint256 seized, uint256 bonus, uint256 badDebt) = assertPreview(id, ANY);
        assertEq(seized, BTC);
        assertEq(bonus, 0.005e18);
        assertEq(repaid, 19_900.497513e6);
        assertApproxEqAbs(badDebt, 10_099.502487e6, 100);
    }

    /// @dev The first of two is sold out; the second still secures what is left: no bad debt.
    function test_previewLiquidate_firstOfTwo() public {
        LoanId id = loanOf(alice, 1);
        vm.startPrank(alice);
        book.pledge(id, ethId, 10 * ETHER);
        book.open(id, btcId, BTC, 30_000 * USD, alice);
        vm.stopPrank();
        skipTime(1);
        setBtc(30_000);
        setEth(200);
        (, uint256 seized,, uint256 badDebt) = assertPreview(id, ANY);
        assertEq(seized, 10 * ETHER);
        assertEq(badDebt, 0);
        assertEq(book.loan(id).count, 1);
        assertGt(book.loan(id).units, 0);
    }

    /// @dev An offer that would leave dust, to the unit: interest makes units and debt differ, so
    ///      that a unit more may be left than the difference.
    function test_previewLiquidate_revertsWhen_DebtBelowMinimum() public {
        LoanId id = openBtc(alice, BTC / 50, 500 * USD);
        skipTime(400 days);
        setBtc(26_500);
        uint256 debt = stateOf(id).debt;
        uint256 refused;
        for (uint256 left = 100 * USD - 3; left <= 100 * USD + 3; left++) {
            uint256 offer = debt - left;
            uint256 snapshot = vm.snapshotState();
            vm.prank(liquidator);
            try book.liquidate(id, offer, 0, liquidator, "") {
                vm.revertToState(snapshot);
                (uint256 repaid,,,) = lens.previewLiquidate(id, offer);
                assertEq(repaid, offer);
            } catch (bytes memory refusal) {
                assertEq(bytes32(bytes4(refusal)), ILoanBookErrors.DebtBelowMinimum.selector);
                vm.expectRevert(refusal);
                lens.previewLiquidate(id, offer);
                refused++;
            }
        }
        assertApproxEqAbs(refused, 3, 1, "the line is where it should be");
    }

    function test_previewLiquidate_revertsWhen_NothingIsRepaid() public {
        LoanId id = opened();
        setBtc(36_000);
        vm.expectRevert(ILoanBookErrors.ZeroAmount.selector);
        lens.previewLiquidate(id, 0);
    }

    function test_previewLiquidate_revertsWhen_NoDebt() public {
        LoanId id = loanOf(alice, 1);
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.NoDebt.selector, id));
        lens.previewLiquidate(id, ANY);
    }

    function test_previewLiquidate_revertsWhen_SameBlock() public {
        LoanId id = openBtc(alice, BTC, 30_000 * USD);
        setBtc(20_000);
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.SameBlock.selector, id));
        lens.previewLiquidate(id, ANY);
    }

    function test_previewLiquidate_revertsWhen_CureWindowOpen() public {
        LoanId id = opened();
        setBtc(42_000);
        book.call(id);
        uint256 cureEnd = time() + 24 hours;
        skipTime(24 hours - 1);
        vm.expectRevert(
            abi.encodeWithSelector(ILoanBookErrors.CureWindowOpen.selector, id, cureEnd)
        );
        lens.previewLiquidate(id, ANY);
    }

    function test_previewLiquidate_revertsWhen_NotLiquidatable() public {
        LoanId id = opened();
        uint256 debt = stateOf(id).debt;
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.NotLiquidatable.selector, id, debt, 42_000 * USD, 48_000 * USD
            )
        );
        lens.previewLiquidate(id, ANY);
    }

    function test_previewLiquidate_revertsWhen_WithoutAPrice() public {
        LoanId id = opened();
        btcOracle.setDead(true);
        vm.expectRevert(SettableOracle.Dead.selector);
        lens.previewLiquidate(id, ANY);
    }
}
