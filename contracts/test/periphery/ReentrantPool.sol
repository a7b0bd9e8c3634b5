// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @notice A pool that takes what it is given and calls back before it answers.
contract ReentrantPool {
    address public immutable asset;
    bytes private data;
    bytes public answer;

    constructor(address asset_) {
        asset = asset_;
    }

    function setCallBack(bytes calldata data_) external {
        data = data_;
    }

    function deposit(uint256 assets, address) external returns (uint256) {
        IERC20(asset).transferFrom(msg.sender, address(this), assets);
        (, answer) = msg.sender.call(data);
        return assets;
    }
}
