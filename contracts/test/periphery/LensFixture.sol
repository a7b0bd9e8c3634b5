// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILoanBookEvents} from "../../src/interfaces/ILoanBook.sol";
import {LoanState, State} from "../../src/interfaces/ILoanLens.sol";
import {LoanLens} from "../../src/periphery/LoanLens.sol";
import {CallReason} from "../../src/types/Loan.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {BookFixture} from "../utils/BookFixture.sol";
import {Vm} from "../utils/Vm.sol";

/// @dev What `Called` said.
struct CalledEvent {
    CallReason reason;
    uint256 debt;
    uint256 repayment;
    uint256[] topUps;
}

/// @notice The book fixture with a lens.
abstract contract LensFixture is BookFixture {
    uint256 internal constant ANY = type(uint256).max;

    LoanLens internal lens;

    function setUp() public virtual override {
        super.setUp();
        lens = new LoanLens(book);
    }

    /// @dev Read where no optimiser moves it past a change of the clock.
    function time() internal view returns (uint256) {
        return vm.getBlockTimestamp();
    }

    function setEth(uint256 dollars) internal {
        ethOracle.set(scaled(dollars, 18), scaled(dollars, 18));
    }

    /// @dev Loan 1 of alice: 1 BTC at 60,000, debt 30,000, so LTV 50 %; one second later.
    function opened() internal returns (LoanId id) {
        id = openBtc(alice, BTC, 30_000 * USD);
        skipTime(1);
    }

    function stateOf(LoanId id) internal view returns (LoanState memory) {
        return lens.loanState(id);
    }

    function assertState(LoanId id, State expected) internal view {
        assertEq(uint256(lens.loanState(id).state), uint256(expected), "state");
    }

    function callAndRead(LoanId id) internal returns (CalledEvent memory said) {
        vm.recordLogs();
        book.call(id);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; i++) {
            if (logs[i].topics[0] != ILoanBookEvents.Called.selector) continue;
            (said.reason, said.debt,,, said.repayment, said.topUps) = abi.decode(
                logs[i].data, (CallReason, uint256, uint256, uint256, uint256, uint256[])
            );
            return said;
        }
        fail("no Called event");
    }

    function assertCure(LoanId id, CalledEvent memory said) internal view {
        (CallReason reason, uint256 debt, uint256 repayment, uint256[] memory topUps) =
            lens.cure(id);
        assertEq(uint256(reason), uint256(said.reason), "reason");
        assertEq(debt, said.debt, "debt");
        assertEq(repayment, said.repayment, "repayment");
        assertEq(abi.encode(topUps), abi.encode(said.topUps), "top-ups");
    }
}
