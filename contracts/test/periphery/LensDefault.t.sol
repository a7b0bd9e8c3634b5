// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILoanBookErrors} from "../../src/interfaces/ILoanBook.sol";
import {CollateralPrices, LoanState, State} from "../../src/interfaces/ILoanLens.sol";
import {LoanLens} from "../../src/periphery/LoanLens.sol";
import {CallReason} from "../../src/types/Loan.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {SettableOracle} from "../oracles/SettableOracle.sol";
import {CreditorTest} from "../utils/CreditorTest.sol";

/// @notice Loans in arrears, and a sequencer that goes down.
contract LensDefaultTest is CreditorTest {
    LoanLens private lens;

    function setUp() public override {
        super.setUp();
        lens = new LoanLens(book);
    }

    function assertState(LoanId id, State expected) private view {
        assertEq(uint256(lens.loanState(id).state), uint256(expected), "state");
    }

    function inArrears() private returns (LoanId id) {
        id = opened();
        creditor.setArrears(id, 1_000 * USD);
    }

    // Arrears

    function test_loanState_arrearsMakeACallDue() public {
        LoanId id = inArrears();
        LoanState memory s = lens.loanState(id);
        assertEq(uint256(s.state), uint256(State.CallDue));
        assertEq(s.arrears, 1_000 * USD);
        btcOracle.setDead(true);
        assertState(id, State.CallDue);
        book.call(id);
        assertState(id, State.Called);
        assertEq(uint256(lens.loanState(id).reason), uint256(CallReason.Default));
    }

    function test_loanState_defaultThenSoftLiquidationFromNoBonus() public {
        LoanId id = calledForDefault();
        skipTime(CURE - 1);
        assertState(id, State.Called);
        skipTime(1);
        assertState(id, State.SoftLiquidation);
        assertEq(lens.loanState(id).bonusWad, 0);
        creditor.setArrears(id, 0);
        assertState(id, State.Called);
    }

    /// @dev A call that lapsed counts as none, and so does its reason.
    function test_loanState_lapsedDefault() public {
        LoanId id = calledForDefault();
        skipTime(CURE + LAPSE);
        assertState(id, State.CallDue);
        creditor.setArrears(id, 0);
        assertState(id, State.Healthy);
        assertEq(uint256(lens.loanState(id).reason), uint256(CallReason.Price));
    }

    function test_cure_ofADefaultIsTheArrears() public {
        LoanId id = inArrears();
        (CallReason reason, uint256 debt, uint256 repayment, uint256[] memory topUps) =
            lens.cure(id);
        assertEq(uint256(reason), uint256(CallReason.Default));
        assertEq(debt, 30_000 * USD);
        assertEq(repayment, 1_000 * USD);
        assertEq(topUps.length, 0);
    }

    /// @dev Price goes before default, as in the book; an open call keeps its reason.
    function test_cure_reasonIsTheBooks() public {
        LoanId id = inArrears();
        setBtc(42_000);
        (CallReason reason,,, uint256[] memory topUps) = lens.cure(id);
        assertEq(uint256(reason), uint256(CallReason.Price));
        assertEq(topUps.length, 1);
        setBtc(60_000);
        book.call(id);
        setBtc(42_000);
        (reason,,,) = lens.cure(id);
        assertEq(uint256(reason), uint256(CallReason.Default));
        assertEq(uint256(book.loan(id).reason), uint256(CallReason.Default));
    }

    function test_cure_ofADefaultNeedsNoPrice() public {
        LoanId id = inArrears();
        btcOracle.setDead(true);
        (CallReason reason,, uint256 repayment,) = lens.cure(id);
        assertEq(uint256(reason), uint256(CallReason.Default));
        assertEq(repayment, 1_000 * USD);
    }

    /// @dev The fee is owed when the call is made: 1 more then, and in the call's own words.
    function test_cure_countsTheFeeOnceItIsOwed() public {
        LoanId id = opened();
        setBtc(42_000);
        (, uint256 debt,,) = lens.cure(id);
        assertEq(debt, 30_000 * USD);
        book.call(id);
        (, debt,,) = lens.cure(id);
        assertEq(debt, 30_001 * USD);
    }

    /// @dev As far as the arrears and no further.
    function test_previewLiquidate_ofADefault() public {
        LoanId id = calledForDefault();
        skipTime(CURE + RAMP / 2);
        (uint256 repaid, uint256 seized, uint256 bonusWad, uint256 badDebt) =
            lens.previewLiquidate(id, MAX);
        assertEq(repaid, 1_000 * USD);
        assertEq(bonusWad, 0.025e18);
        assertEq(seized, uint256(1_025 * USD) * BTC / (60_000 * USD));
        assertEq(badDebt, 0);
        (uint256 repaid_, uint256 seized_,) = liquidate(id, MAX);
        assertEq(repaid_, repaid);
        assertEq(seized_, seized);
    }

    function test_previewLiquidate_revertsWhen_DefaultIsPaid() public {
        LoanId id = calledForDefault();
        skipTime(CURE);
        creditor.setArrears(id, 0);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.NotLiquidatable.selector,
                id,
                30_001 * USD,
                42_000 * USD,
                48_000 * USD
            )
        );
        lens.previewLiquidate(id, MAX);
    }

    function test_loanState_readsADeadOracleAsNoPrice() public {
        LoanId id = opened();
        btcOracle.setDead(true);
        assertFalse(lens.loanState(id).priced);
        vm.expectRevert(SettableOracle.Dead.selector);
        lens.cure(id);
    }

    // The sequencer

    /// @dev Down: no end in sight. Up again: a whole window from then.
    function test_loanState_sequencerDown() public {
        LoanId id = calledForDefault();
        skipTime(CURE - 1);
        sequencer.set(1);
        skipTime(2);
        LoanState memory s = lens.loanState(id);
        assertEq(uint256(s.state), uint256(State.Called));
        assertEq(s.cureEnd, MAX);
        assertEq(s.lapseAt, MAX);
        sequencer.set(0);
        s = lens.loanState(id);
        assertEq(s.cureEnd, time() + CURE);
        assertEq(s.lapseAt, time() + CURE + LAPSE);
        skipTime(CURE);
        assertState(id, State.SoftLiquidation);
    }

    /// @dev A feed that does not say since when: nothing is seized, and the call lapses in its
    /// time.
    function test_loanState_sequencerFeedDead() public {
        LoanId id = calledForDefault();
        uint256 calledAt = time();
        sequencer.setAt(0, 0);
        LoanState memory s = lens.loanState(id);
        assertEq(s.cureEnd, MAX);
        assertEq(s.lapseAt, calledAt + CURE + LAPSE);
        skipTime(CURE + LAPSE - 1);
        assertState(id, State.Called);
        skipTime(1);
        assertState(id, State.CallDue);
    }

    // Debts beyond reason

    /// @dev At the highest price there can be, 1 BTC is worth 1.2e49 units.
    function test_pricesOf_noPriceSuffices() public {
        LoanId id = opened();
        creditor.setAnsweredDebt(1e60);
        CollateralPrices memory c = lens.pricesOf(id)[0];
        assertEq(c.callPrice, MAX);
        assertEq(c.callFractionWad, MAX);
        assertEq(c.liquidationPrice, MAX);
    }

    /// @dev 1e40 / 0.8 * 1e36 / 1e8 against a price of 1: the price fits, the fraction does not.
    function test_pricesOf_fractionDoesNotFit() public {
        LoanId id = opened();
        creditor.setAnsweredDebt(1e40);
        btcOracle.set(1, 1);
        CollateralPrices memory c = lens.pricesOf(id)[0];
        assertEq(c.liquidationPrice, 1.25e68);
        assertEq(c.liquidationFractionWad, MAX);
    }
}
