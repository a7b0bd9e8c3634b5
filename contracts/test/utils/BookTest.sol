// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {RateConfig} from "../../src/credit/rates/KinkedRate.sol";
import {CollateralId} from "../../src/types/CollateralId.sol";
import {Loan} from "../../src/types/Loan.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {Ladder} from "../../src/types/Terms.sol";
import {SettableOracle} from "../oracles/SettableOracle.sol";
import {PlainToken} from "../tokens/PlainToken.sol";
import {BookFixture} from "./BookFixture.sol";

/// @notice The fixture at zero interest, so that debts are whole numbers and units equal debt, and
///         the steps that most tests of the book begin with.
abstract contract BookTest is BookFixture {
    uint256 internal constant MAX = type(uint256).max;
    uint256 internal constant MAX_AMOUNT = type(uint104).max;
    uint256 internal constant CURE = 24 hours;
    uint256 internal constant RAMP = 1 hours;
    uint256 internal constant LAPSE = 24 hours;

    function setUp() public virtual override {
        super.setUp();
        pool.setRates(RateConfig(0, 0, 0, 9_000, 0));
        pool.setPremium(1, 0);
        pool.setPremium(2, 0);
    }

    function time() internal view returns (uint256) {
        return vm.getBlockTimestamp();
    }

    function creditorId() internal view returns (uint32) {
        return pool.creditorId();
    }

    function setBtc(uint256 low, uint256 high) internal {
        btcOracle.set(scaled(low, 8), scaled(high, 8));
    }

    /// @dev The price at which 1 BTC is worth exactly `units` of the loan token.
    function setBtcValue(uint256 units) internal {
        btcOracle.set(units * 1e28, units * 1e28);
    }

    function setEth(uint256 dollars) internal {
        ethOracle.set(scaled(dollars, 18), scaled(dollars, 18));
    }

    function setAlt(uint256 dollars) internal {
        altOracle.set(scaled(dollars, 18), scaled(dollars, 18));
    }

    /// @dev Loan 1 of alice: 1 BTC at 60,000, debt 30,000, so LTV 50 %; one second later.
    function opened() internal returns (LoanId id) {
        id = openBtc(alice, BTC, 30_000 * USD);
        skipTime(1);
    }

    /// @dev The same, called at 42,000 (LTV 71.4 %), in this second.
    function called() internal returns (LoanId id) {
        id = opened();
        setBtc(42_000);
        book.call(id);
    }

    function debtOf(LoanId id) internal view returns (uint256 debt) {
        Loan memory item = book.loan(id);
        if (item.count != 0) (debt,) = pool.debtOf(id, item.ids[0], item.units);
    }

    function liquidate(LoanId id) internal returns (uint256, uint256, uint256) {
        return liquidate(id, MAX);
    }

    function liquidate(LoanId id, uint256 maxRepaid) internal returns (uint256, uint256, uint256) {
        vm.prank(liquidator);
        return book.liquidate(id, maxRepaid, 0, liquidator, "");
    }

    /// @dev One more collateral of 18 decimals at 10 dollars, held and approved by alice, bob and
    ///      the liquidator.
    function listToken(uint8 riskClass) internal returns (CollateralId, PlainToken token) {
        token = new PlainToken(18);
        address[3] memory owners = [alice, bob, liquidator];
        for (uint256 i = 0; i < 3; i++) {
            token.mint(owners[i], 1_000_000 * ETHER);
            vm.prank(owners[i]);
            token.approve(address(book), MAX);
        }
        Ladder memory ladder = Ladder(3_500, 4_800, 5_000, 5_500, 6_500);
        return (listing(token, oracleAt(10, 18), ladder, 800, riskClass), token);
    }

    function oracleOf(CollateralId id) internal view returns (SettableOracle) {
        return SettableOracle(book.listing(creditorId(), id).oracle);
    }

    /// @dev Lets bob do `rights` for alice from now on.
    function allow(uint8 rights) internal {
        vm.prank(alice);
        book.setOperator(bob, rights, type(uint40).max);
    }

    function assertHolding(LoanId id, uint256 i, CollateralId collateral, uint256 amount)
        internal
        view
    {
        Loan memory item = book.loan(id);
        assertTrue(item.ids[i] == collateral, "collateral at this place");
        assertEq(item.amounts[i], amount, "amount at this place");
    }

    function assertDebt(LoanId id, uint256 units, uint256 since, bool isCalled) internal view {
        Loan memory item = book.loan(id);
        assertEq(item.units, units, "units");
        assertEq(item.since, since, "since");
        assertEq(item.called, isCalled, "called");
    }
}
