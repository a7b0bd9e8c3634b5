// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {RateConfig} from "../../src/credit/rates/KinkedRate.sol";
import {Rung, Valuation} from "../../src/libraries/Valuation.sol";
import {CollateralId} from "../../src/types/CollateralId.sol";
import {Loan} from "../../src/types/Loan.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {Listing} from "../../src/types/Terms.sol";
import {SettableOracle} from "../oracles/SettableOracle.sol";
import {PlainToken} from "../tokens/PlainToken.sol";
import {BookTest} from "./BookTest.sol";

/// @notice Random loans that grow at an odd rate, and prices that move them to any LTV.
abstract contract FuzzLoans is BookTest {
    function setUp() public virtual override {
        super.setUp();
        pool.setRates(RateConfig(1_777, 400, 6_000, 9_000, 1_000));
        pool.setPremium(1, 333);
        pool.setPremium(2, 1_111);
        // An index that is no round number for any class.
        skipTime(123 days + 4_567);
    }

    function next(uint256 seed, uint256 i) internal pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, i)));
    }

    function collaterals() internal view returns (CollateralId[3] memory) {
        return [btcId, ethId, altId];
    }

    function tokenOf(CollateralId id) internal view returns (PlainToken) {
        return PlainToken(book.listing(creditorId(), id).collateral);
    }

    function pledge(LoanId id, CollateralId collateral, uint256 amount) internal {
        PlainToken token = tokenOf(collateral);
        token.mint(alice, amount);
        vm.prank(alice);
        book.pledge(id, collateral, amount);
    }

    /// @dev Loan 1 of alice: one to three collaterals of any order, between 400 and 1,000,000 of
    ///      value each; a draw of 30 % to all of the open limit, some weeks ago.
    function randomLoan(uint256 seed) internal returns (LoanId id) {
        id = loanOf(alice, 1);
        uint256 count = bound(next(seed, 0), 1, 3);
        CollateralId[3] memory all = collaterals();
        uint256 start = next(seed, 1) % 3;
        for (uint256 i = 0; i < count; i++) {
            CollateralId collateral = all[(start + i) % 3];
            uint256 value = bound(next(seed, 10 + i), 400 * USD, 1_000_000 * USD);
            pledge(id, collateral, value * 1e36 / oracleOf(collateral).low());
        }
        uint256 limit = limitOf(id, Rung.Open);
        uint256 most = limit < 4_000_000 * USD ? limit : 4_000_000 * USD;
        uint256 least = limit * 3 / 10 < 100 * USD ? 100 * USD : limit * 3 / 10;
        uint256 amount = bound(next(seed, 20), least, most);
        vm.prank(alice);
        book.draw(id, amount, alice);
        skipTime(bound(next(seed, 21), 1, 60 days));
    }

    function limitOf(LoanId id, Rung rung) internal view returns (uint256 sum) {
        Loan memory loan = book.loan(id);
        for (uint256 i = 0; i < loan.count; i++) {
            Listing memory terms = book.listing(creditorId(), loan.ids[i]);
            uint256 price = SettableOracle(terms.oracle).low();
            sum += Valuation.value(loan.amounts[i], price) * Valuation.ltvBps(terms, rung) / 1e4;
        }
    }

    function valueOf(LoanId id) internal view returns (uint256 sum) {
        Loan memory loan = book.loan(id);
        for (uint256 i = 0; i < loan.count; i++) {
            sum += Valuation.value(loan.amounts[i], oracleOf(loan.ids[i]).low());
        }
    }

    /// @dev Moves all prices so that the debt is `ratioWad` times the limit of the rung, about.
    function moveTo(LoanId id, Rung rung, uint256 ratioWad) internal {
        uint256 factor = debtOf(id) * 1e36 / limitOf(id, rung) / ratioWad;
        CollateralId[3] memory all = collaterals();
        for (uint256 i = 0; i < 3; i++) {
            SettableOracle oracle = oracleOf(all[i]);
            uint256 price = oracle.low() * factor / 1e18;
            oracle.set(price, price);
        }
    }

    function repayAs(address who, LoanId id, uint256 amount) internal returns (bool ok) {
        usd.mint(who, amount);
        vm.prank(who);
        (ok,) = address(book).call(abi.encodeCall(book.repay, (id, amount)));
    }
}
