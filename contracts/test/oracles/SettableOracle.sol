// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPriceOracle} from "../../src/interfaces/IPriceOracle.sol";

/// @notice An oracle that answers the bounds it was told, good or bad, or reverts.
contract SettableOracle is IPriceOracle {
    error Dead();

    uint256 public low;
    uint256 public high;
    bool public dead;

    constructor(uint256 low_, uint256 high_) {
        set(low_, high_);
    }

    function set(uint256 low_, uint256 high_) public {
        low = low_;
        high = high_;
    }

    function setDead(bool dead_) external {
        dead = dead_;
    }

    function price() external view returns (uint256) {
        if (dead) revert Dead();
        return low;
    }

    function bounds() external view returns (uint256, uint256) {
        if (dead) revert Dead();
        return (low, high);
    }
}
