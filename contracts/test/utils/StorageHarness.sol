// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Holdings} from "../../src/libraries/Holdings.sol";
import {LoanStore} from "../../src/libraries/LoanStore.sol";
import {CollateralId} from "../../src/types/CollateralId.sol";
import {Loan} from "../../src/types/Loan.sol";
import {LoanId} from "../../src/types/LoanId.sol";

/// @notice The storage of loans and the order of their collaterals, as plain functions.
contract StorageHarness {
    using Holdings for Loan;
    using LoanStore for LoanStore.Layout;

    LoanStore.Layout private store;

    function save(LoanId id, Loan memory loan) external {
        store.save(id, loan);
    }

    function trim(LoanId id, uint256 count) external {
        store.trim(id, count);
    }

    function load(LoanId id) external view returns (Loan memory) {
        return store.load(id);
    }

    function word(LoanId id) external view returns (uint256) {
        return store.loans[id];
    }

    function further(LoanId id, uint256 pair) external view returns (uint256) {
        return store.further[id][pair];
    }

    /// @dev Inserts with an amount, as a pledge does.
    function insert(LoanId id, CollateralId collateralId, uint256 amount)
        external
        returns (uint256 i)
    {
        Loan memory loan = store.load(id);
        i = loan.insert(collateralId);
        loan.amounts[i] = amount;
        store.save(id, loan);
    }

    function remove(LoanId id, uint256 i) external {
        Loan memory loan = store.load(id);
        loan.remove(i);
        store.save(id, loan);
    }

    function indexOf(LoanId id, CollateralId collateralId) external view returns (uint256) {
        Loan memory loan = store.load(id);
        return loan.indexOf(collateralId);
    }
}
