// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title A staked token's exchange rate for the local chain, as its owner says
contract SettableRate {
    /// @notice The rate was set.
    event RateSet(uint256 rate);

    /// @notice Only the owner sets the rate.
    error NotOwner(address caller, address owner);

    /// @notice Who sets the rate: the deployer.
    address public immutable OWNER;

    /// @notice Base units of the asset inside per 1e18 base units of the token.
    uint256 public stEthPerToken;

    /// @param rate First rate, 18 decimals.
    constructor(uint256 rate) {
        OWNER = msg.sender;
        set(rate);
    }

    /// @notice Sets the rate; any value, zero included.
    /// @param rate 18 decimals.
    function set(uint256 rate) public {
        if (msg.sender != OWNER) revert NotOwner(msg.sender, OWNER);
        stEthPerToken = rate;
        emit RateSet(rate);
    }
}
