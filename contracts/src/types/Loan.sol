// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CollateralId} from "./CollateralId.sol";

uint256 constant MAX_COLLATERALS = 8;

/// @dev Why a margin call was made.
enum CallReason {
    /// @dev Debt passed the call limit.
    Price,
    /// @dev The creditor reports arrears past grace, or a maturity unpaid.
    Default
}

/// @dev A loan unpacked from storage. Holdings stand in the loan's own order: one of the riskiest
///      class first, then as pledged. A liquidation sells the first; then the riskiest of the rest
///      comes first.
struct Loan {
    /// @dev Share of the creditor's lending, as the creditor defines it; below 2^104.
    uint256 units;
    /// @dev When the loan last drew, withdrew with debt, was called or was cleared, unix seconds;
    ///      zero without debt.
    uint256 since;
    /// @dev A margin call was recorded at `since`. It may have lapsed.
    bool called;
    /// @dev Meaningful while `called`.
    CallReason reason;
    /// @dev How many collaterals are held, at most 8.
    uint256 count;
    CollateralId[8] ids;
    /// @dev Collateral-token units, each below 2^104.
    uint256[8] amounts;
}
