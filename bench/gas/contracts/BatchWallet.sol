// SPDX-License-Identifier: MIT
pragma solidity ^0.8.21;

/// @notice A wallet that makes several calls in one transaction, for the peers that have no such
///         function. No more than that, so that it adds as little as possible.
contract BatchWallet {
    struct Call {
        address to;
        bytes data;
    }

    address private immutable OWNER;

    error NotOwner(address caller);

    constructor(address owner) {
        OWNER = owner;
    }

    function execute(Call[] calldata calls) external {
        if (msg.sender != OWNER) revert NotOwner(msg.sender);
        for (uint256 i = 0; i < calls.length; i++) {
            (bool ok, bytes memory answer) = calls[i].to.call(calls[i].data);
            if (!ok) {
                assembly ("memory-safe") {
                    revert(add(answer, 32), mload(answer))
                }
            }
        }
    }
}
