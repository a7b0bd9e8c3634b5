// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {LoanState, State} from "../../src/interfaces/ILoanLens.sol";
import {LoanLens} from "../../src/periphery/LoanLens.sol";
import {CallReason} from "../../src/types/Loan.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {LensFixture} from "./LensFixture.sol";

contract LensStateTest is LensFixture {
    function test_loanState_none() public {
        LoanId id = loanOf(alice, 1);
        LoanState memory s = stateOf(id);
        assertEq(uint256(s.state), uint256(State.None));
        assertTrue(s.priced, "nothing to price");
        vm.prank(alice);
        book.pledge(id, btcId, BTC);
        s = stateOf(id);
        assertEq(uint256(s.state), uint256(State.None));
        assertEq(s.valueLow, 60_000 * USD);
        assertEq(s.low.open, 30_000 * USD);
        assertEq(s.ltvWad, 0);
    }

    /// @dev 1 BTC between 60,000 and 61,000, debt 30,000, in the second of the draw.
    function test_loanState_healthy() public {
        LoanId id = openBtc(alice, BTC, 30_000 * USD);
        btcOracle.set(scaled(60_000, 8), scaled(61_000, 8));
        LoanState memory s = stateOf(id);
        assertEq(uint256(s.state), uint256(State.Healthy));
        assertTrue(s.priced);
        assertEq(s.debt, 30_000 * USD);
        assertEq(s.arrears, 0);
        assertEq(s.valueLow, 60_000 * USD);
        assertEq(s.valueHigh, 61_000 * USD);
        assertEq(s.ltvWad, 0.5e18);
        assertEq(s.low.open, 30_000 * USD);
        assertEq(s.low.target, 37_200 * USD);
        assertEq(s.low.clear, 38_400 * USD);
        assertEq(s.low.call, 42_000 * USD);
        assertEq(s.low.liquidation, 48_000 * USD);
        assertEq(s.high.open, 30_500 * USD);
        assertEq(s.high.target, 37_820 * USD);
        assertEq(s.high.clear, 39_040 * USD);
        assertEq(s.high.call, 42_700 * USD);
        assertEq(s.high.liquidation, 48_800 * USD);
        assertEq(s.calledAt + s.cureEnd + s.lapseAt + s.bonusWad, 0);
    }

    /// @dev The LTV is rounded up: 30,000 / 55,555 = 0.540005400054...
    function test_loanState_ltvRoundsUp() public {
        LoanId id = openBtc(alice, BTC, 30_000 * USD);
        setBtc(55_555);
        assertEq(stateOf(id).ltvWad, 540_005_400_054_000_541);
    }

    function test_loanState_callDue() public {
        LoanId id = openBtc(alice, BTC, 30_000 * USD);
        uint256 line = scaled(30_000, 8) * 10 / 7;
        btcOracle.set(line + 1e30, line + 1e30);
        assertState(id, State.Healthy);
        btcOracle.set(line - 1e30, line - 1e30);
        assertState(id, State.CallDue);
    }

    /// @dev A call goes by the low price, however high the other is.
    function test_loanState_callDueInDoubt() public {
        LoanId id = openBtc(alice, BTC, 30_000 * USD);
        btcOracle.set(scaled(42_000, 8), scaled(60_000, 8));
        assertState(id, State.CallDue);
    }

    function test_loanState_called() public {
        LoanId id = opened();
        setBtc(42_000);
        book.call(id);
        uint256 calledAt = time();
        skipTime(24 hours - 1);
        LoanState memory s = stateOf(id);
        assertEq(uint256(s.state), uint256(State.Called));
        assertEq(s.calledAt, calledAt);
        assertEq(s.cureEnd, calledAt + 24 hours);
        assertEq(s.lapseAt, calledAt + 48 hours);
        assertEq(uint256(s.reason), uint256(CallReason.Price));
        assertEq(s.bonusWad, 0);
    }

    /// @dev From zero at the end of the window to 5 % an hour later, until the call lapses.
    function test_loanState_softLiquidation() public {
        LoanId id = opened();
        setBtc(42_000);
        book.call(id);
        skipTime(24 hours);
        assertState(id, State.SoftLiquidation);
        assertEq(stateOf(id).bonusWad, 0);
        skipTime(30 minutes);
        assertEq(stateOf(id).bonusWad, 0.025e18);
        skipTime(23 hours + 30 minutes - 1);
        assertState(id, State.SoftLiquidation);
        assertEq(stateOf(id).bonusWad, 0.05e18);
        skipTime(1);
        assertState(id, State.CallDue);
        assertEq(stateOf(id).calledAt, 0);
    }

    /// @dev The call was made at the low price; at the high one its cause does not hold.
    function test_loanState_calledAndNothingDueInDoubt() public {
        LoanId id = opened();
        btcOracle.set(scaled(42_000, 8), scaled(43_500, 8));
        book.call(id);
        skipTime(25 hours);
        assertState(id, State.Called);
        assertEq(stateOf(id).bonusWad, 0);
    }

    /// @dev Debt 30,000.x against 36,000: 4.2 % beyond the limit of 28,800.
    function test_loanState_hardLiquidation() public {
        LoanId id = opened();
        setBtc(36_000);
        LoanState memory s = stateOf(id);
        assertEq(uint256(s.state), uint256(State.HardLiquidation));
        assertEq(s.bonusWad, (s.debt - 28_800 * USD) * 1e18 / (28_800 * USD));
        book.call(id);
        assertState(id, State.HardLiquidation);
    }

    /// @dev Worth less than its debt: the floor of 0.5 %.
    function test_loanState_insolvent() public {
        LoanId id = opened();
        setBtc(29_000);
        assertState(id, State.HardLiquidation);
        assertEq(stateOf(id).bonusWad, 0.005e18);
    }

    // Without a price

    function test_loanState_withoutAPrice() public {
        LoanId id = opened();
        setBtc(42_000);
        btcOracle.setDead(true);
        LoanState memory s = stateOf(id);
        assertEq(uint256(s.state), uint256(State.Healthy));
        assertFalse(s.priced);
        assertGe(s.debt, 30_000 * USD);
        assertEq(s.valueLow + s.valueHigh + s.ltvWad + s.low.open + s.high.liquidation, 0);
    }

    function test_loanState_calledWithoutAPrice() public {
        LoanId id = opened();
        setBtc(42_000);
        book.call(id);
        btcOracle.setDead(true);
        skipTime(25 hours);
        LoanState memory s = stateOf(id);
        assertEq(uint256(s.state), uint256(State.Called));
        assertFalse(s.priced);
        assertEq(s.cureEnd, s.calledAt + 24 hours);
    }

    /// @dev One dead oracle of two is enough: the loan has no value then.
    function test_loanState_withOneOfTwoPrices() public {
        LoanId id = opened();
        vm.prank(alice);
        book.pledge(id, ethId, ETHER);
        btcOracle.setDead(true);
        LoanState memory s = stateOf(id);
        assertFalse(s.priced);
        assertEq(s.valueLow, 0);
    }

    function test_loanState_withAnUnusablePrice() public {
        LoanId id = opened();
        btcOracle.set(0, 0);
        assertFalse(stateOf(id).priced);
        btcOracle.set(2, 1);
        assertFalse(stateOf(id).priced);
    }

    /// @dev Too cheap to be worth one unit of the loan token.
    function test_loanState_worthless() public {
        LoanId id = opened();
        btcOracle.set(1, 1);
        LoanState memory s = stateOf(id);
        assertEq(s.valueLow, 0);
        assertEq(s.ltvWad, ANY);
        assertEq(uint256(s.state), uint256(State.HardLiquidation));
    }

    // Many at once

    function test_loanStates_answersEach() public {
        LoanId[] memory ids = new LoanId[](3);
        ids[0] = opened();
        ids[1] = loanOf(bob, 7);
        ids[2] = openBtc(bob, BTC, 20_000 * USD);
        setBtc(36_000);
        LoanState[] memory states = lens.loanStates(ids);
        assertEq(states.length, 3);
        for (uint256 i = 0; i < 3; i++) {
            assertEq(abi.encode(states[i]), abi.encode(stateOf(ids[i])));
        }
        assertEq(uint256(states[0].state), uint256(State.HardLiquidation));
        assertEq(uint256(states[1].state), uint256(State.None));
        assertEq(uint256(states[2].state), uint256(State.Healthy));
        assertEq(lens.loanStates(new LoanId[](0)).length, 0);
    }

    function test_lens_knowsItsBook() public view {
        assertEq(lens.book(), address(book));
    }
}
