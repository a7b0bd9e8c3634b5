// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ladder} from "../../src/types/Terms.sol";

/// @dev One collateral of the pool under test.
struct ListingSetup {
    /// @dev Index into `Setup.tokenDecimals`; two listings may share a token.
    uint256 token;
    /// @dev Loan-token units that one whole token is worth at first.
    uint256 value;
    uint8 riskClass;
    uint16 maxBonusBps;
    Ladder ladder;
}

/// @dev A configuration: which tokens, which ladders, and what the chain is like.
struct Setup {
    uint8 loanDecimals;
    /// @dev Loan-token units of a loan of ordinary size; every other amount follows from it.
    uint256 size;
    /// @dev Tokens answer nothing from `transfer`.
    bool silentTokens;
    bool sequencer;
    bool callFee;
    uint8[] tokenDecimals;
    ListingSetup[] listings;
}

/// @dev What of a token the campaigns use; answers of `approve` and `transfer` are left unread, so
///      that tokens without them will do.
interface Token {
    function mint(address to, uint256 amount) external;
    function approve(address spender, uint256 amount) external;
    function transfer(address to, uint256 amount) external;
    function balanceOf(address account) external view returns (uint256);
}

/// @dev The draws of one action, all from its seed.
struct Dice {
    uint256 seed;
}

using {roll, oneIn, between} for Dice global;

/// @dev A number below `sides`.
function roll(Dice memory dice, uint256 sides) pure returns (uint256) {
    dice.seed = uint256(keccak256(abi.encode(dice.seed)));
    return dice.seed % sides;
}

function oneIn(Dice memory dice, uint256 sides) pure returns (bool) {
    return roll(dice, sides) == 0;
}

/// @dev Both ends are reachable; `least` where `most` is below it.
function between(Dice memory dice, uint256 least, uint256 most) pure returns (uint256) {
    return most <= least ? least : least + roll(dice, most - least + 1);
}
