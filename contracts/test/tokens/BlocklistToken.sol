// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PlainToken} from "./PlainToken.sol";

/// @notice Refuses to move from or to a blocked account, and anything at all while paused, as the
/// large stablecoins do.
contract BlocklistToken is PlainToken {
    error Blocked(address account);
    error Paused();

    mapping(address account => bool) public blocked;
    bool public paused;

    constructor(uint8 decimals_) PlainToken(decimals_) {}

    function setBlocked(address account, bool blocked_) external {
        blocked[account] = blocked_;
    }

    function setPaused(bool paused_) external {
        paused = paused_;
    }

    function _update(address from, address to, uint256 amount) internal override {
        if (paused) revert Paused();
        if (blocked[from]) revert Blocked(from);
        if (blocked[to]) revert Blocked(to);
        super._update(from, to, amount);
    }
}
