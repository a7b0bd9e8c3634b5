// SPDX-License-Identifier: MIT
pragma solidity ^0.8.21;

/// @notice The settable feed once more, for Aave's oracle, which asks for `latestAnswer()`: one
///         word of storage, as cheap to read.
contract AnswerFeed {
    address private immutable OWNER;

    int256 private _answer;

    error NotOwner(address caller);

    constructor(int256 answer) {
        OWNER = msg.sender;
        _answer = answer;
    }

    function set(int256 answer) external {
        if (msg.sender != OWNER) revert NotOwner(msg.sender);
        _answer = answer;
    }

    function latestAnswer() external view returns (int256) {
        return _answer;
    }
}
