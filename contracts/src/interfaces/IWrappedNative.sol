// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title The chain's native coin as a token, one for one
interface IWrappedNative is IERC20 {
    /// @notice Wraps the coin sent along, for the caller.
    function deposit() external payable;

    /// @notice Burns `amount` of the caller and sends as much native coin to the caller.
    function withdraw(uint256 amount) external;
}
