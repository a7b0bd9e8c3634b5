// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {WETH} from "solady/tokens/WETH.sol";

/// @title The local chain's wrapped native coin
/// @notice Solady's WETH as it is: `deposit`, `withdraw`, 18 decimals, EIP-2612 permit.
contract LocalWrappedNative is WETH {}
