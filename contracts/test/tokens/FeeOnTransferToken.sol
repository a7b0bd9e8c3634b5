// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PlainToken} from "./PlainToken.sol";

/// @notice Burns a part of every transfer: the receiver gets less than the sender gave.
/// @dev The fee rounds up, so that no transfer above zero is free while the fee is on.
contract FeeOnTransferToken is PlainToken {
    /// @notice Basis points of the amount; can be switched on after the token was listed.
    uint256 public feeBps;

    constructor(uint8 decimals_, uint256 feeBps_) PlainToken(decimals_) {
        feeBps = feeBps_;
    }

    function setFeeBps(uint256 feeBps_) external {
        feeBps = feeBps_;
    }

    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, amount);
        if (from == address(0) || to == address(0) || feeBps == 0) return;
        super._update(to, address(0), (amount * feeBps + 9_999) / 10_000);
    }
}
