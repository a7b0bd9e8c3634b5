// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice A borrower that is a contract, and does something when native coin arrives.
contract Wallet {
    bytes private onReceive;
    bool public refuses;
    bytes public answer;

    function set(bytes calldata onReceive_, bool refuses_) external {
        (onReceive, refuses) = (onReceive_, refuses_);
    }

    function run(address target, uint256 value, bytes calldata data) external payable {
        (bool ok, bytes memory result) = target.call{value: value}(data);
        if (ok) return;
        assembly ("memory-safe") {
            revert(add(result, 32), mload(result))
        }
    }

    receive() external payable {
        if (onReceive.length != 0) (, answer) = msg.sender.call(onReceive);
        require(!refuses);
    }
}
