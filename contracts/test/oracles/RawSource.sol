// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Answers any call with exactly the bytes it was told, whatever the ABI would say.
contract RawSource {
    /// @dev What a refusing source reverts with.
    error Refused();

    mapping(bytes4 selector => bytes) private _answers;
    mapping(bytes4 selector => bool) private _refuses;

    function setAnswer(bytes4 selector, bytes calldata answer) external {
        _answers[selector] = answer;
        _refuses[selector] = false;
    }

    function setRefusing(bytes4 selector) external {
        _refuses[selector] = true;
    }

    fallback(bytes calldata) external returns (bytes memory) {
        if (_refuses[msg.sig]) revert Refused();
        return _answers[msg.sig];
    }
}
