// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev What a creditor fixes once, at registration, for all its loans.
struct CreditorTerms {
    /// @dev Token that is lent and repaid.
    address loanToken;
    /// @dev Smallest debt a loan may be left with, loan-token units, > 0.
    uint256 minDebt;
    /// @dev Flat fee to whoever makes a margin call, added to the debt; loan-token units, at most 1
    ///      % of `minDebt`.
    uint256 callFee;
    /// @dev Seconds from a margin call to the end of its cure window, 1 hour to 30 days.
    uint32 cureWindow;
    /// @dev Seconds over which the bonus of a soft liquidation grows from zero to its maximum, 1
    ///      minute to 7 days.
    uint32 ramp;
    /// @dev Seconds after the cure window in which the call stays in force, from `ramp` to 30 days.
    uint32 lapse;
}

/// @dev `open <= target <= clear < call < liquidation`, `open < clear`, all bps of collateral
///      value.
struct Ladder {
    uint16 openLtvBps;
    uint16 targetLtvBps;
    uint16 clearLtvBps;
    uint16 callLtvBps;
    uint16 liquidationLtvBps;
}

/// @dev What a creditor's curator says of one collateral.
struct CollateralTerms {
    address collateral;
    address oracle;
    Ladder ladder;
    /// @dev Largest bonus of a liquidation, bps of the debt repaid.
    uint16 maxBonusBps;
    /// @dev Bonus when the loan is insolvent, bps of the debt repaid, at most `maxBonusBps`.
    uint16 floorBonusBps;
    /// @dev Growth of the hard bonus per relative excess over the liquidation limit; 10,000 = 1.
    uint16 slopeBps;
    /// @dev 0 (base) to 7 (riskiest).
    uint8 riskClass;
}

/// @dev A listing as the book keeps it: immutable, stored as contract code, every field a full
///      word.
struct Listing {
    address collateral;
    address oracle;
    address creditor;
    address loanToken;
    uint256 minDebt;
    uint256 callFee;
    uint256 openLtvBps;
    uint256 targetLtvBps;
    uint256 clearLtvBps;
    uint256 callLtvBps;
    uint256 liquidationLtvBps;
    uint256 maxBonusBps;
    uint256 floorBonusBps;
    uint256 slopeBps;
    uint256 cureWindow;
    uint256 ramp;
    uint256 lapse;
}
