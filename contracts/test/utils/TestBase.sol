// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Assertions} from "./Assertions.sol";

/// @notice What every test contract inherits: cheatcodes, assertions, actors, invariant targets.
abstract contract TestBase is Assertions {
    /// @dev Tells forge which functions of a handler an invariant campaign may call.
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    /// @dev forge recognises a test contract by this.
    bool public IS_TEST = true;

    address[] private _targetContracts;
    address[] private _excludedContracts;
    address[] private _targetSenders;
    FuzzSelector[] private _targetSelectors;

    // ---- numbers

    /// @notice Maps `x` onto `[min, max]`: kept when inside, else wrapped. Both ends are reachable.
    function bound(uint256 x, uint256 min, uint256 max) internal pure returns (uint256) {
        assertLe(min, max, "bound: min above max");
        if (x >= min && x <= max) return x;
        uint256 size;
        unchecked {
            size = max - min + 1; // 0 stands for 2^256, the whole range, where every x is inside
        }
        return min + x % size;
    }

    /// @notice The same for signed numbers: `[min, max]`, both ends reachable.
    function bound(int256 x, int256 min, int256 max) internal pure returns (int256) {
        assertLe(min, max, "bound: min above max");
        if (x >= min && x <= max) return x;
        // Flipping the top bit maps int256 onto uint256 and keeps the order.
        uint256 flip = 1 << 255;
        return int256(bound(uint256(x) ^ flip, uint256(min) ^ flip, uint256(max) ^ flip) ^ flip);
    }

    // ---- actors

    function makeAddr(string memory name) internal returns (address account) {
        (account,) = makeAddrAndKey(name);
    }

    function makeAddrAndKey(string memory name)
        internal
        returns (address account, uint256 privateKey)
    {
        privateKey = uint256(keccak256(bytes(name)));
        account = vm.addr(privateKey);
        vm.label(account, name);
    }

    // ---- time

    /// @notice The block's time, unix seconds.
    /// @dev Use this and never `block.timestamp` for an instant that is kept across a `warp`: the
    /// optimiser may read `block.timestamp` again where the variable is used, which is after it.
    function blockTime() internal view returns (uint256) {
        return vm.getBlockTimestamp();
    }

    /// @notice Moves the clock forward; the block number moves one block every 12 seconds.
    function skipTime(uint256 seconds_) internal {
        vm.warp(blockTime() + seconds_);
        vm.roll(vm.getBlockNumber() + (seconds_ + 11) / 12);
    }

    // ---- invariant targets, read by forge

    function targetContract(address target) internal {
        _targetContracts.push(target);
    }

    function excludeContract(address target) internal {
        _excludedContracts.push(target);
    }

    function targetSender(address sender) internal {
        _targetSenders.push(sender);
    }

    function targetSelector(address target, bytes4[] memory selectors) internal {
        _targetSelectors.push(FuzzSelector({addr: target, selectors: selectors}));
    }

    function targetContracts() external view returns (address[] memory) {
        return _targetContracts;
    }

    function excludeContracts() external view returns (address[] memory) {
        return _excludedContracts;
    }

    function targetSenders() external view returns (address[] memory) {
        return _targetSenders;
    }

    function targetSelectors() external view returns (FuzzSelector[] memory) {
        return _targetSelectors;
    }
}
