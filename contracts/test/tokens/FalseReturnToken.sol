// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PlainToken} from "./PlainToken.sol";

/// @notice Answers `false` and moves nothing where others revert: a missing balance or allowance.
contract FalseReturnToken is PlainToken {
    /// @notice With this on, every transfer answers `false`, whatever the balance.
    bool public refusing;

    constructor(uint8 decimals_) PlainToken(decimals_) {}

    function setRefusing(bool refusing_) external {
        refusing = refusing_;
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        if (refusing || balanceOf(msg.sender) < amount) return false;
        return super.transfer(to, amount);
    }

    function transferFrom(address from, address to, uint256 amount)
        public
        override
        returns (bool)
    {
        if (refusing || balanceOf(from) < amount) return false;
        if (allowance(from, msg.sender) < amount) return false;
        return super.transferFrom(from, to, amount);
    }
}
