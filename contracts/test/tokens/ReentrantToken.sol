// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PlainToken} from "./PlainToken.sol";

/// @notice Calls back in the middle of a transfer, before or after the balances move, or both: what
/// a token with hooks lets its holders do.
/// @dev The call back is not made from within a call back, so that a test sees one level of it.
contract ReentrantToken is PlainToken {
    /// @notice What to call and when.
    struct Hook {
        address target;
        bytes data;
        bool before;
        bool afterwards;
        /// Whether a failing call back fails the transfer with the same revert data.
        bool bubble;
    }

    Hook private _hook;
    bool private _inHook;

    /// @notice How many call backs were made.
    uint256 public callCount;
    /// @notice Whether the last call back succeeded.
    bool public lastOk;
    /// @notice What the last call back answered or reverted with.
    bytes public lastResult;

    constructor(uint8 decimals_) PlainToken(decimals_) {}

    function setHook(Hook calldata hook) external {
        _hook = hook;
    }

    function clearHook() external {
        delete _hook;
    }

    function _update(address from, address to, uint256 amount) internal override {
        bool moves = from != address(0) && to != address(0);
        if (moves && _hook.before) _callBack();
        super._update(from, to, amount);
        if (moves && _hook.afterwards) _callBack();
    }

    function _callBack() private {
        if (_inHook) return;
        _inHook = true;
        (bool ok, bytes memory result) = _hook.target.call(_hook.data);
        _inHook = false;
        if (!ok && _hook.bubble) {
            assembly ("memory-safe") {
                revert(add(result, 0x20), mload(result))
            }
        }
        callCount += 1;
        lastOk = ok;
        lastResult = result;
    }
}
