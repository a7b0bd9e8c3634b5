// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @title A token for the local chain, free for anyone
/// @notice Warning: worthless by construction. Anyone mints any amount; never deploy it where a
/// token is supposed to be worth something.
contract FaucetToken is ERC20Permit {
    uint8 private immutable DECIMALS;

    /// @param name_ Name, also of the permit's EIP-712 domain (version "1").
    /// @param symbol_ Symbol.
    /// @param decimals_ Digits after the point.
    constructor(string memory name_, string memory symbol_, uint8 decimals_)
        ERC20(name_, symbol_)
        ERC20Permit(name_)
    {
        DECIMALS = decimals_;
    }

    /// @notice Mints to anyone, for anyone, without a limit.
    /// @param to Receiver.
    /// @param amount Base units.
    function faucet(address to, uint256 amount) external {
        _mint(to, amount);
    }

    /// @notice Digits after the point.
    function decimals() public view override returns (uint8) {
        return DECIMALS;
    }
}
