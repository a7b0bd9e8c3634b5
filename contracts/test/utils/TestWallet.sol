// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SignatureCheckerLib} from "solady/utils/SignatureCheckerLib.sol";

/// @notice A contract wallet: what its owner signed, it signed (ERC-1271). The owner can change,
///         and with it the answer.
contract TestWallet {
    address public owner;

    constructor(address owner_) {
        owner = owner_;
    }

    function setOwner(address owner_) external {
        owner = owner_;
    }

    function isValidSignature(bytes32 digest, bytes calldata signature)
        external
        view
        returns (bytes4)
    {
        bool ok = SignatureCheckerLib.isValidSignatureNowCalldata(owner, digest, signature);
        return ok ? this.isValidSignature.selector : bytes4(0xffffffff);
    }
}
