// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Claims to be an ERC-4626 pool and takes nothing of what is given to it.
contract IdlePool {
    address public immutable asset;

    constructor(address asset_) {
        asset = asset_;
    }

    function deposit(uint256 assets, address) external pure returns (uint256) {
        return assets;
    }

    function redeem(uint256 shares, address, address) external pure returns (uint256) {
        return shares;
    }

    function allowance(address, address) external pure returns (uint256) {
        return type(uint256).max;
    }
}
